package dev.slipway.launcher.ec2.signature;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/**
 * What a signature is good for: {@code AKIA…/20261128/local-1/ec2/aws4_request}.
 *
 * @param date a day, as {@code yyyyMMdd}
 */
public record CredentialScope(String accessKeyId, String date, String region, String service) {

    static final String TERMINATOR = "aws4_request";
    private static final int PARTS = 5;

    /** Reads a credential; throws SIGNATURE_INCOMPLETE. */
    static CredentialScope of(String credential) {
        String[] parts = credential.split("/", -1);
        if (parts.length != PARTS || !parts[PARTS - 1].equals(TERMINATOR) || !parts[1].matches("\\d{8}")
                || parts[2].isEmpty()) {
            throw new LauncherException(LauncherError.SIGNATURE_INCOMPLETE,
                    "The credential is no ACCESSKEY/DATE/REGION/SERVICE/" + TERMINATOR + ".");
        }
        return new CredentialScope(parts[0], parts[1], parts[2], parts[3]);
    }

    /** The scope as the text that is signed has it. */
    String text() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
