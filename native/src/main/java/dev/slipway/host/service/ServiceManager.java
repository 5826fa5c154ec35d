package dev.slipway.host.service;

import com.sun.jna.LastErrorException;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Optional;

/**
 * The service manager that started this process, if one did: systemd, or another that keeps to its two small protocols,
 * <a href="https://www.freedesktop.org/software/systemd/man/sd_listen_fds.html">sd_listen_fds</a> and
 * <a href="https://www.freedesktop.org/software/systemd/man/sd_notify.html">sd_notify</a>.
 */
public final class ServiceManager {

    /** What a manager is told when requests are answered. */
    public static final String READY = "READY=1";
    /** What it is told at the begin of the end. */
    public static final String STOPPING = "STOPPING=1";
    private static final int FIRST_SOCKET = 3;

    private final Map<String, String> environment;

    /** @param environment the one that the manager made for this process */
    public ServiceManager(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The socket that the manager listens on for us, so that nobody is refused while we start. Java takes one only as its
     * standard input, so it becomes that; a manager may also have made it that. Asked once. Throws FILE_FAILED for what is no
     * listening socket, or more than one.
     */
    public Optional<ServerSocketChannel> socket() {
        boolean ours = Long.toString(ProcessHandle.current().pid()).equals(environment.get("LISTEN_PID"));
        if (ours && !environment.getOrDefault("LISTEN_FDS", "0").equals("0")) {
            if (!environment.get("LISTEN_FDS").equals("1")) {
                throw new HostException(HostError.FILE_FAILED, "The service manager passes "
                        + environment.get("LISTEN_FDS") + " sockets, and one can be listened on.");
            }
            asStandardInput();
            return Optional.of(inherited().orElseThrow(() -> new HostException(HostError.FILE_FAILED,
                    "What the service manager passes is no socket that listens.")));
        }
        return inherited();
    }

    private static void asStandardInput() {
        try {
            SocketCalls.dup2(FIRST_SOCKET, 0);
        } catch (LastErrorException e) {
            throw new HostException(HostError.FILE_FAILED, "The service manager says that it passes a socket, and passes none.", e);
        }
    }

    private static Optional<ServerSocketChannel> inherited() {
        try {
            Channel channel = System.inheritedChannel();
            return channel instanceof ServerSocketChannel socket ? Optional.of(socket) : Optional.empty();
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The standard input is a socket that cannot be used.", e);
        }
    }

    /** Tells the manager something, if there is one that listens; one that does not take it is none of our business. */
    public void tell(String state) {
        String socket = environment.get("NOTIFY_SOCKET");
        if (socket != null && (socket.startsWith("/") || socket.startsWith("@"))) {
            try {
                SocketCalls.send(socket, state);
            } catch (LastErrorException e) {
                // It will find out by itself that we live, or that we do not.
                return;
            }
        }
    }
}
