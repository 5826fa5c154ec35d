package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.launcher.view.document.Answer;

/** What EC2 answers where there is nothing to say but that it is done. */
public enum ReturnView {
    /** Done. */
    TRUE;

    /** The answer. */
    public Answer answer() {
        return Answer.of(JsonNodeFactory.instance.objectNode().put("Return", true));
    }
}
