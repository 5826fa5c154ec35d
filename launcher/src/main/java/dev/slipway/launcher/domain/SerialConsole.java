package dev.slipway.launcher.domain;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * The guest's first serial line: a terminal to attach to, and a log that virtlogd keeps.
 *
 * @param log begins anew at each start, holds all a guest printed since; virtlogd moves it to {@code .0}
 *     when it grows beyond its limit (2 MiB unless /etc/libvirt/virtlogd.conf says otherwise)
 */
public record SerialConsole(Path log) {

    public SerialConsole {
        requireNonNull(log, "log");
    }

    void write(Elements xml) {
        // libvirt adds the matching <console> by itself; written twice, the two could differ.
        xml.start("serial", "type", "pty");
        xml.leaf("log", "file", log.toString(), "append", "off");
        xml.leaf("target", "port", "0");
        xml.end();
    }
}
