package dev.slipway.launcher.cli.command;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.launcher.cli.output.Output;
import dev.slipway.launcher.cli.output.Printable;
import dev.slipway.launcher.cli.output.StandardOutput;
import dev.slipway.launcher.cli.output.Terminal;
import dev.slipway.launcher.cli.progress.ProgressDisplay;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.service.Services;
import dev.slipway.launcher.settings.GivenSettings;
import dev.slipway.launcher.settings.Settings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One run of the command line: what a command gets to work with. Everything costly is opened when it is first asked
 * for and closed with the invocation.
 */
public final class Invocation implements AutoCloseable {

    private final String command;
    private final GlobalOptions global;
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final StandardOutput stdout;
    private final PrintStream stderr;
    private Settings settings;
    private Services services;
    private ProgressDisplay progress;

    /** An invocation of a command, such as {@code instance stop}, with these options in this environment. */
    public Invocation(String command, GlobalOptions global, Map<String, String> environment, Terminal terminal,
            StandardOutput stdout, PrintStream stderr) {
        this.command = command;
        this.global = global;
        this.environment = environment;
        this.terminal = terminal;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** The settings: flags, variables, settings file, defaults. */
    public Settings settings() {
        if (settings == null) {
            settings = Settings.of(GivenSettings.gather(global.settings(), environment), terminal.stdout());
        }
        return settings;
    }

    /** The services, opened as they are needed. */
    public Services services() {
        if (services == null) {
            services = new Services(settings(), command,
                    warning -> stderr.println("slipway: warning: " + Printable.line(warning)));
        }
        return services;
    }

    /** The images, snapshots and volumes; see {@link Services#store()}. */
    public ImageStore store() {
        return services().store();
    }

    /** The instances; see {@link Services#instances()}. */
    public Instances instances() {
        return services().instances();
    }

    /** Whether somebody reads standard error on a terminal. */
    public boolean isInteractive() {
        return terminal.stderr();
    }

    /** Passes on what a guest prints, as it is, on standard error. */
    public synchronized void echo(String text) {
        // Latin-1, as it was read: every byte of the guest's comes out as it went in.
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        stderr.write(bytes, 0, bytes.length);
        stderr.flush();
    }

    /** Writes on standard error, as it is, what a display of the command's own has drawn. */
    public synchronized void draw(String text) {
        stderr.print(text);
        stderr.flush();
    }

    /** How wide the terminal is. */
    public int columns() {
        return terminal.columns();
    }

    /** Where results are printed, in the format that was asked for. */
    public Output output() {
        return new Output(stdout, settings().output(), terminal, global.query());
    }

    /** Standard output itself, for what is no result: a console, a script. */
    public StandardOutput stdout() {
        return stdout;
    }

    /** Standard error itself, for what is written a line at a time and is neither note nor error. */
    public PrintStream log() {
        return stderr;
    }

    /** Shows how far long work has come, on standard error. */
    public Progress progress() {
        if (progress == null) {
            progress = ProgressDisplay.on(stderr, terminal);
        }
        return progress;
    }

    /** Tells the user something that is no result and no error, on standard error. */
    public void note(String sentence) {
        if (progress != null) {
            progress.pause();
        }
        stderr.println("slipway: " + Printable.line(sentence));
    }

    /** Ends the progress display and closes what was opened. */
    @Override
    public void close() {
        if (progress != null) {
            progress.close();
        }
        if (services != null) {
            services.close();
        }
    }
}
