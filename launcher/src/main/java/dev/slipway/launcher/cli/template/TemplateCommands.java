package dev.slipway.launcher.cli.template;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway template}. */
public final class TemplateCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("template", "Launch templates: what instances are to be, under a name, in versions.",
            () -> List.of(
                    new TemplateCreate(),
                    new TemplateList(),
                    new TemplateDescribe(),
                    new TemplateCreateVersion(),
                    new TemplateVersions(),
                    new TemplateSetDefault(),
                    new TemplateDelete(),
                    new TemplateDeleteVersions()));

    /** What every command calls a template. */
    static final String LABEL = "TEMPLATE";
    /** And how it is described. */
    static final String MEANING = "A launch template's name or id.";

    private TemplateCommands() {
    }
}
