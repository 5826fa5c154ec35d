package dev.slipway.launcher.cli.lifecycle;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.ReturnView;

/** {@code slipway image protect}, EC2's EnableImageDeregistrationProtection. */
final class ImageProtect extends Verb {

    private final Argument<String> reference = argument("IMAGE", Values.TEXT, "Id, name or channel of one of your images.");
    private final Flag withCooldown = flag("--with-cooldown", "It stays protected for 24 hours after it is unprotected.");

    ImageProtect() {
        super("protect", "Protect an image from being deregistered.");
        example("slipway image protect web-7", "Until: slipway image unprotect web-7");
        example("slipway image protect web-7 --with-cooldown", "And for a day after that.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.store().protection().enable(
                invocation.store().images().find(reference.required()).imageId(), withCooldown.given());
        invocation.output().print(ReturnView.TRUE.answer());
        return 0;
    }
}
