"""What is remembered of an archive: where it came from, what became of each thing, its comments."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone


class Archive(models.Model):
    """A site that an export came from, known by its address."""

    address = models.URLField(max_length=300, unique=True)
    title = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title or self.address


class ArchiveTerm(models.Model):
    """A category or tag of an archive, and what it is here: a show, a kind of article, or nothing.

    This is the table that editors fill in.
    """

    archive = models.ForeignKey(Archive, on_delete=models.CASCADE, related_name="terms")
    taxonomy = models.CharField(max_length=40, editable=False)
    slug = models.CharField(max_length=200, editable=False)
    name = models.CharField(max_length=200, editable=False)
    old_id = models.PositiveBigIntegerField(null=True, editable=False)
    parents = models.CharField(max_length=400, blank=True, editable=False)  # slugs, by slashes
    show = models.ForeignKey(
        "articles.Show",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Its articles go under this show, and so does its old address.",
    )
    kicker = models.CharField(
        "kind",
        max_length=60,
        blank=True,
        help_text="The kicker of its articles, such as Recap. Empty: it says nothing about that.",
    )

    class Meta:
        verbose_name = "category or tag"
        verbose_name_plural = "archive’s categories"
        ordering = ["taxonomy", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["archive", "taxonomy", "slug"], name="one_row_for_each_term"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ArchiveItem(models.Model):
    """One thing of an archive and what became of it. It is never brought along a second time."""

    archive = models.ForeignKey(Archive, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20)  # post, page, attachment or author
    old_id = models.PositiveBigIntegerField()
    status = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="archive_items",
    )
    picture = models.ForeignKey(
        "articles.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    parent_id_there = models.PositiveBigIntegerField(null=True)  # the attachment's post
    addresses = models.JSONField(default=list)  # old paths with their queries
    terms = models.ManyToManyField(ArchiveTerm, related_name="items")
    uses = models.JSONField(default=list)  # old ids of the pictures in it
    links = models.JSONField(default=dict)  # href in its text: old id, until they lead to pages
    came_as = models.JSONField(default=dict)  # the safe fields as they came
    guess = models.JSONField(default=dict)  # season, episode, words
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revision_id = models.PositiveBigIntegerField(null=True)  # as imported; another is an edit
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["archive", "kind", "old_id"], name="nothing_comes_twice"
            )
        ]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.old_id}"


class ArchivedComment(models.Model):
    """A reader's letter from the archive, kept for later. Nothing shows it."""

    item = models.ForeignKey(ArchiveItem, on_delete=models.CASCADE, related_name="comments")
    old_id = models.PositiveBigIntegerField()
    parent_id_there = models.PositiveBigIntegerField(default=0)
    author = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)  # finds it when somebody asks for removal
    url = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=20, blank=True)
    text = models.TextField(validators=[MaxLengthValidator(100_000)])
    at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "old_id"], name="no_comment_comes_twice")
        ]

    def __str__(self) -> str:
        return f"{self.author} #{self.old_id}"


class ImportRun(models.Model):
    """An export that somebody uploaded in the newsroom, and how far it has come."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    STALE = 120  # seconds without a sign of life
    BROKE_OFF = "Something broke on our side. “Continue” goes on where it was."

    name = models.CharField(max_length=200)
    file = models.CharField(max_length=100, blank=True)  # among the private files; empty: removed
    only_try = models.BooleanField(default=False)
    hosts = models.JSONField(default=list)
    zone = models.CharField(max_length=64, blank=True, db_default="")  # empty: as its dates show
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    step = models.CharField(max_length=60, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    trouble = models.CharField(max_length=400, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(default=timezone.now)  # the last sign of life
    ended_at = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)  # tells whose turn it is

    class Meta:
        verbose_name = "import"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_over(self) -> bool:
        """Whether nothing further happens by itself."""
        return self.state in {self.State.DONE, self.State.FAILED}

    @property
    def may_go_on(self) -> bool:
        """Whether beginning it again may help; for a broken file only another one does."""
        is_ours = self.state == self.State.FAILED and self.trouble == self.BROKE_OFF
        return is_ours or self.has_stopped

    @property
    def percent(self) -> int:
        """How much of the present step is done."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def has_stopped(self) -> bool:
        """Whether it should be going on, and shows no sign of life.

        One that waits for the worker shows none, however long other tasks keep that busy.
        """
        silent = (timezone.now() - self.seen_at).total_seconds() > self.STALE
        return self.state == self.State.RUNNING and silent


class ImportLine(models.Model):
    """One line of a run's report."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=300)
    words = models.CharField(max_length=600)

    class Meta:
        indexes = [models.Index(fields=["run", "kind", "id"])]

    def __str__(self) -> str:
        return f"{self.about}: {self.words}"
