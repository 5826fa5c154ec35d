package dev.slipway.host.machine;

import java.util.Optional;

/**
 * What libvirt's {@code qemu.conf} says of whom QEMU runs as.
 *
 * @param user a name, or {@code +} and a number
 * @param group a name, or {@code +} and a number
 */
record QemuConf(Optional<String> user, Optional<String> group) {

    static QemuConf parse(String text) {
        return new QemuConf(value(text, "user"), value(text, "group"));
    }

    /** The last assignment holds, as libvirt reads it. */
    private static Optional<String> value(String text, String key) {
        String found = null;
        for (String line : text.split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.substring(0, equals).strip().equals(key)) {
                found = unquoted(line.substring(equals + 1).strip());
            }
        }
        return Optional.ofNullable(found);
    }

    private static String unquoted(String value) {
        int open = value.indexOf('"');
        int close = value.indexOf('"', open + 1);
        return open == 0 && close > 0 ? value.substring(1, close) : value;
    }
}
