package dev.slipway.launcher.instance.access;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.boot.ConsoleFile;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.record.InstanceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host keys of guests, each in a file of its instance's, which ends with the instance: addresses and ports are given to
 * others later, and a user's own list of known hosts would be full of quarrels. They are learnt on ways that no network
 * has a part in: from the guest's agent, else from the console, where cloud-init prints them at the first boot.
 */
final class HostKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What cloud-init prints stands within the first boot's output. */
    private static final int CONSOLE_BYTES = 2 * 1024 * 1024;
    private static final Pattern KEY =
            Pattern.compile("^((?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,3})(?: .*)?$", Pattern.MULTILINE);
    private static final String BEGIN = "-----BEGIN SSH HOST KEY KEYS-----";
    private static final String END = "-----END SSH HOST KEY KEYS-----";
    /** OpenSSH's, else dropbear's, which keeps no public halves. */
    private static final List<String> TELL = List.of("/bin/sh", "-c", "cat /etc/ssh/ssh_host_*_key.pub 2>/dev/null"
            + " || for key in /etc/dropbear/*_host_key; do dropbearkey -y -f \"$key\"; done");

    private final StoreLayout layout;

    HostKeys(StoreLayout layout) {
        this.layout = layout;
    }

    /** Where the keys of an instance are. */
    Path file(InstanceId id) {
        return new InstanceFiles(layout, id).knownHosts();
    }

    /** Forgets them. */
    void forget(InstanceId id) {
        DurableFiles.delete(file(id));
    }

    /**
     * Learns the keys of a guest whose ssh server answers, unless they are known.
     *
     * @return whether they are known now
     */
    boolean learn(InstanceId id, GuestDomain domain) {
        Path file = file(id);
        if (Files.exists(file)) {
            return true;
        }
        List<String> keys = keys(ofAgent(domain));
        if (keys.isEmpty()) {
            keys = keys(printed(id));
        }
        if (keys.isEmpty()) {
            return false;
        }
        StringBuilder lines = new StringBuilder();
        keys.forEach(key -> lines.append(id).append(' ').append(key).append('\n'));
        DurableFiles.write(file, lines.toString().getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    private static String ofAgent(GuestDomain domain) {
        try {
            return domain.agent().exec(TELL, new byte[0], PATIENCE).stdoutText();
        } catch (HostException e) {
            // No agent, or one that may not run commands: there is the console yet.
            return "";
        }
    }

    private String printed(InstanceId id) {
        Path console = new InstanceFiles(layout, id).console();
        String text = new String(ConsoleFile.tail(console, CONSOLE_BYTES), StandardCharsets.ISO_8859_1).replace("\r", "");
        int begin = text.lastIndexOf(BEGIN);
        int end = text.indexOf(END, Math.max(0, begin));
        return begin < 0 || end < 0 ? "" : text.substring(begin, end);
    }

    /** The keys in a text; whatever else a guest says never gets into the file. */
    static List<String> keys(String text) {
        List<String> keys = new ArrayList<>();
        Matcher matcher = KEY.matcher(text);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }
}
