// Apple's page goes back to the site by itself; without JavaScript its button does.
document.querySelector("form[data-submit]").submit();
