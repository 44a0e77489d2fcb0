// The editor's button that marks a mention of a character.
(() => {
  const { ModalWorkflowSource, TooltipEntity, registerPlugin } = window.draftail;
  const { EditorState, Modifier, RichUtils } = window.DraftJS;

  class CharacterSource extends ModalWorkflowSource {
    getChooserConfig() {
      const page = location.pathname.match(/\/pages\/(?:add\/\w+\/\w+\/)?(\d+)\//);
      return {
        url: this.props.entityType.chooserUrls.characterChooser,
        urlParams: page ? { page: page[1] } : {},
        onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
        responses: { chosen: this.onChosen },
      };
    }

    // Not the inherited one: that makes no entity of a type it does not know changeable.
    onChosen({ id, title }) {
      const { editorState, onComplete } = this.props;
      const selection = editorState.getSelection();
      const content = editorState.getCurrentContent().createEntity("CHARACTER", "MUTABLE", { id, title });
      const key = content.getLastCreatedEntityKey();
      const next = selection.isCollapsed()
        ? EditorState.push(editorState, Modifier.replaceText(content, selection, title, null, key), "insert-characters")
        : RichUtils.toggleLink(editorState, selection, key);
      this.workflow.close();
      onComplete(next);
    }
  }

  const Character = (props) => {
    const { title } = props.contentState.getEntity(props.entityKey).getData();
    const icon = window.React.createElement(window.wagtail.components.Icon, { name: "user" });
    return window.React.createElement(TooltipEntity, { ...props, icon, label: title });
  };

  registerPlugin({ type: "CHARACTER", source: CharacterSource, decorator: Character }, "entityTypes");
})();
