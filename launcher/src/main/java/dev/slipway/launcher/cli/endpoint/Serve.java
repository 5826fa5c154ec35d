package dev.slipway.launcher.cli.endpoint;

import dev.slipway.host.files.FollowedFile;
import dev.slipway.host.service.Supervisor;
import dev.slipway.imagestore.region.Regions;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.ec2.credential.AccessKeys;
import dev.slipway.launcher.ec2.protocol.Dialect;
import dev.slipway.launcher.ec2.server.Endpoint;
import dev.slipway.launcher.ec2.server.EndpointServer;
import dev.slipway.launcher.ec2.server.ServerOptions;
import dev.slipway.launcher.ec2.signature.Caller;
import dev.slipway.launcher.ec2.signature.Verification;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.imds.InstanceMetadata;
import dev.slipway.launcher.service.KeptConnections;
import dev.slipway.launcher.service.Services;
import dev.slipway.launcher.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code slipway serve}: the EC2 endpoint, until Ctrl-C or SIGTERM. */
public final class Serve extends Verb {

    private static final InetSocketAddress USUAL = new InetSocketAddress("127.0.0.1", 4566);
    private static final int LARGEST_PORT = 65535;

    private final Option<InetSocketAddress> listen = option("--listen", "ADDRESS:PORT", Serve::address,
            "Where to listen (127.0.0.1:4566); port 0 takes a free one.");
    private final Option<Path> certificate = option("--certificate", "FILE", Values.PATH,
            "Speak HTTPS, with this certificate and those it follows from, as PEM.");
    private final Option<Path> key = option("--key", "FILE", Values.PATH, "The certificate's private key, as PEM (PKCS #8).");
    private final Option<Path> accessLog = option("--access-log", "FILE", Values.PATH,
            "Add a line of JSON for each request to this file instead of printing it on standard error.");
    private final Flag noMetadata = flag("--no-metadata", "Serve no instance metadata at 169.254.169.254 to guests on nat networks.");
    private final Flag force = flag("--force", "Listen where others could listen in, or where nobody has a key.");

    public Serve() {
        super("serve", "Answer clients of EC2, such as the AWS CLI, until Ctrl-C.");
        example("slipway serve", "For clients on this host that have a key of: slipway credentials create");
        example("slipway serve --listen 0.0.0.0:4567 --certificate lab.pem --key lab.key", "For others, too.");
    }

    @Override
    public int run(Invocation invocation) {
        Settings settings = invocation.settings();
        AccessKeys keys = new AccessKeys(settings.home());
        KeptConnections kept = new KeptConnections();
        Endpoint endpoint = new Endpoint(new Verification(keys::find, Clock.systemUTC()),
                (caller, action) -> services(settings, caller, action, invocation, kept), invocation::note);
        Supervisor manager = new Supervisor(System.getenv());
        ServerOptions options = options(manager);
        // Makes the default region where there is none, as any command does.
        look(settings, invocation);
        try (kept;
                PrintStream log = accessLog.given() ? file(accessLog.required()) : null;
                EndpointServer server = new EndpointServer(options, !keys.list().isEmpty(), endpoint,
                        () -> look(settings, invocation), log == null ? invocation.log() : log);
                InstanceMetadata metadata = noMetadata.given() ? null : InstanceMetadata.start(settings.home(),
                        settings.libvirtUri(), log == null ? invocation.log() : log, invocation::note).orElse(null)) {
            if (metadata != null) {
                server.alsoShow(metadata::figures);
            }
            invocation.note("listening on " + (options.certificate().isPresent() ? "https" : "http") + "://"
                    + server.address().getAddress().getHostAddress() + ":" + server.address().getPort());
            manager.tell(Supervisor.READY);
            try {
                new CountDownLatch(1).await();
            } finally {
                manager.tell(Supervisor.STOPPING);
            }
            return 0;
        } catch (InterruptedException e) {
            // The way this command ends; what was being answered has been.
            return 0;
        }
    }

    private ServerOptions options(Supervisor manager) {
        Optional<ServerSocketChannel> socket = listen.given() ? Optional.empty() : manager.socket();
        try {
            InetSocketAddress address = listen.or(USUAL);
            if (socket.isPresent() && socket.get().getLocalAddress() instanceof InetSocketAddress given) {
                address = given;
            }
            return new ServerOptions(address, certificate.value(), key.value(), force.given(), socket);
        } catch (IOException e) {
            throw new LauncherException(LauncherError.LISTEN_FAILED, "The socket of the service manager cannot be used.", e);
        }
    }

    private static Services services(
            Settings settings, Caller caller, String action, Invocation invocation, KeptConnections kept) {
        Settings own = settings.asAccount(caller.account());
        // STS has no region that has to be here.
        if (caller.dialect() != Dialect.STS && !caller.region().equals(settings.region())) {
            new Regions(settings.home()).find(caller.region());
            own = own.inRegion(caller.region());
        }
        return new Services(own, "serve " + action, invocation::note, kept);
    }

    private static void look(Settings settings, Invocation invocation) {
        try (Services services = new Services(settings, "serve", invocation::note)) {
            services.store();
        }
    }

    private static PrintStream file(Path path) {
        try {
            return new PrintStream(new FollowedFile(path), true, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LauncherException(LauncherError.LISTEN_FAILED, "The access log '" + path + "' cannot be written.", e);
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon <= 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > LARGEST_PORT) {
            throw new IllegalArgumentException("'" + text + "' is no ADDRESS:PORT");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
    }
}
