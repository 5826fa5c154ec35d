package dev.slipway.launcher.cli.lifecycle;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.ReturnView;

/**
 * The commands that take nothing but an image: {@code undeprecate}, {@code disable}, {@code enable}, {@code unprotect},
 * EC2's DisableImageDeprecation, DisableImage, EnableImage, DisableImageDeregistrationProtection.
 */
final class ImageSwitch extends Verb {

    /** What is done to the image. */
    enum Action {
        UNDEPRECATE("undeprecate", "Take a deprecation back, past or to come.",
                "Others find it by its name again."),
        DISABLE("disable", "Take an image out of use: nobody launches it, and nobody else sees it any more.",
                "Its instances go on. Whoever it was shared with loses it, for good."),
        ENABLE("enable", "Put a disabled image into use again.",
                "It is yours alone: share it again where that is wanted."),
        UNPROTECT("unprotect", "Take the protection from being deregistered back.",
                "At once, or after 24 hours where it was protected with a cooldown.");

        private final String word;
        private final String summary;
        private final String meaning;

        Action(String word, String summary, String meaning) {
            this.word = word;
            this.summary = summary;
            this.meaning = meaning;
        }
    }

    private final Argument<String> reference = argument("IMAGE", Values.TEXT, "Id, name or channel of one of your images.");
    private final Action action;

    ImageSwitch(Action action) {
        super(action.word, action.summary);
        this.action = action;
        example("slipway image " + action.word + " web-6", action.meaning);
    }

    @Override
    public int run(Invocation invocation) {
        ImageStore store = invocation.store();
        ImageId id = store.images().find(reference.required()).imageId();
        Image image = switch (action) {
            case UNDEPRECATE -> store.deprecation().disable(id);
            case DISABLE -> store.availability().disable(id);
            case ENABLE -> store.availability().enable(id);
            case UNPROTECT -> store.protection().disable(id);
        };
        invocation.output().print(ReturnView.TRUE.answer());
        if (action == Action.UNPROTECT) {
            image.deregistrationProtection().until().ifPresent(until -> invocation.note(
                    "The image '" + id + "' can be deregistered after " + Timestamp.format(until) + "."));
        }
        return 0;
    }
}
