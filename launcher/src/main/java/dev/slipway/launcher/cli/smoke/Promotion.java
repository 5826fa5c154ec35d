package dev.slipway.launcher.cli.smoke;

import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.imagestore.channel.ExpectedImage;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.smoke.SmokeCase;
import dev.slipway.launcher.smoke.Subject;
import java.util.List;
import java.util.Optional;

/** What becomes of the image when all cases have passed. What was tried is what is promoted, whatever its name leads to by then. */
final class Promotion {

    private final Optional<ChannelName> channel;
    private final List<SmokeCase> cases;
    private final Invocation invocation;
    private Optional<ImageId> image = Optional.empty();

    /** Throws INVALID_PARAMETER_COMBINATION when the cases are not of one image, or of one that goes with the run. */
    Promotion(Optional<ChannelName> channel, List<SmokeCase> cases, Invocation invocation) {
        this.channel = channel;
        this.invocation = invocation;
        this.cases = channel.isEmpty() ? cases : cases.stream().map(this::pinned).toList();
    }

    /** The cases, each naming its image by id where that matters. */
    List<SmokeCase> cases() {
        return cases;
    }

    private SmokeCase pinned(SmokeCase each) {
        if (!(each.subject() instanceof Subject.Registered registered)) {
            throw refused("is of files, whose image goes with the run", each);
        }
        ImageId id = invocation.store().images().findLaunchable(registered.image()).imageId();
        if (image.isPresent() && !image.get().equals(id)) {
            throw refused("is of another image than the one before it", each);
        }
        image = Optional.of(id);
        return new SmokeCase(each.name(), new Subject.Registered(id.value(), registered.architecture(), registered.bootMode()),
                each.spec(), each.goal(), each.checks(), each.ssh(), each.command());
    }

    private static LauncherException refused(String why, SmokeCase each) {
        return new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                "--promote takes cases of one registered image; the case '" + each.name() + "' " + why + ".");
    }

    /** Promotes the image, where that is wanted. */
    void carryOut() {
        if (channel.isPresent()) {
            invocation.store().channels().promote(image.orElseThrow().value(), channel.get(), ExpectedImage.ANY);
            invocation.note(channel.get() + " leads to " + image.get() + " now.");
        }
    }
}
