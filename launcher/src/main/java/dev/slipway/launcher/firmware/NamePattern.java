package dev.slipway.launcher.firmware;

/** Patterns of machine names as shells have them, for the part that descriptors use: {@code *} stands for any characters. */
final class NamePattern {

    private NamePattern() {
    }

    /**
     * Whether a pattern fits a name. The name of a family fits a pattern of all its versions, since {@code *} may stand for
     * nothing; a pattern of one version alone fits none, because which version a guest gets is decided by QEMU later.
     */
    static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(name);
        }
        if (!name.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int from = star; from <= name.length(); from++) {
            if (matches(rest, name.substring(from))) {
                return true;
            }
        }
        return false;
    }
}
