package dev.slipway.launcher.cli.fleet;

import dev.slipway.host.files.FileFailure;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.fleet.file.FleetReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** {@code slipway fleet init}. */
final class FleetInit extends Verb {

    private static final Path USUAL = Path.of("fleet.yaml");

    private final Argument<Path> files = arguments("FILE", 0, 1, Values.PATH, "Where to (fleet.yaml); it must not be there yet.");

    FleetInit() {
        super("init", "Write an example of a fleet file, with a comment on every line.");
        example("slipway fleet init shop.yaml", "To be edited.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Path> given = files.values();
        Path file = given.isEmpty() ? USUAL : given.get(0);
        try {
            Files.writeString(file, FleetReader.example(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The file " + file + " is there already.",
                    "Name another one, or remove it.", e);
        } catch (IOException e) {
            throw FileFailure.of(file, "be written", e);
        }
        invocation.output().line(file.toString());
        return 0;
    }
}
