package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** EC2's rules for the names and descriptions of security groups. */
final class GroupTexts {

    private static final int LONGEST = 255;
    private static final String MARKS = " ._-:/()#,@[]+=&;{}!$*";

    private GroupTexts() {
    }

    /** Throws INVALID_PARAMETER_VALUE. */
    static String checked(String text, String what) {
        boolean right = text.length() <= LONGEST;
        for (int i = 0; right && i < text.length(); i++) {
            char c = text.charAt(i);
            right = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || MARKS.indexOf(c) >= 0;
        }
        if (!right) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The " + what + " " + Quoted.of(text)
                    + " is not valid: it has at most 255 letters, digits, spaces and the characters " + MARKS.strip());
        }
        return text;
    }

    /** Throws INVALID_PARAMETER_VALUE, and GROUP_RESERVED for {@code default}. */
    static void requireName(String name) {
        checked(name, "group name");
        if (name.equals(SecurityGroup.DEFAULT)) {
            throw new LauncherException(LauncherError.GROUP_RESERVED,
                    "The name 'default' is reserved: every account has a group of this name.");
        }
        if (name.isBlank() || name.startsWith("sg-")) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The group name " + Quoted.of(name)
                    + " is not valid: it is not empty, and does not begin with 'sg-'.");
        }
    }
}
