package dev.slipway.launcher.cli.template;

import dev.slipway.launcher.cli.launch.LaunchVerb;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.request.LaunchSpec;

/** A command that says what a launch template holds: by the options of {@code run}, in EC2's JSON, or both. */
abstract class TemplateDataVerb extends LaunchVerb {

    private final Option<String> image = option("--image,--image-id", "IMAGE", Values.TEXT,
            "An image's id, name or channel; looked for at each launch.");
    private final Option<LaunchSpec> data = option("--data,--launch-template-data", "FILE|JSON", TemplateDataText::read,
            "EC2's LaunchTemplateData: JSON, a file of it, or - for standard input. What options say goes over it.");

    TemplateDataVerb(String name, String summary) {
        super(name, summary);
    }

    /** All that was said. */
    final LaunchSpec data() {
        return spec(image.value()).over(data.or(LaunchSpec.NOTHING));
    }
}
