package dev.slipway.launcher.cli.endpoint;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** The commands about access keys. */
public final class CredentialsCommands {

    /** {@code slipway credentials}. */
    public static final Noun NOUN = new Noun("credentials", "Access keys, by which clients of the endpoint sign requests.",
            () -> List.of(new CredentialsCreate(), new CredentialsList(), new CredentialsDelete()));

    private CredentialsCommands() {
    }
}
