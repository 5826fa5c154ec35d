package dev.slipway.launcher.cli.key;

import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.keypair.KeyPairRequest;
import dev.slipway.launcher.view.access.KeyPairView;
import java.nio.file.Path;

/** {@code slipway key import}, EC2's ImportKeyPair. */
final class KeyImport extends Verb {

    private final Argument<String> name = argument("NAME", Values.TEXT, "What the key pair is to be called.");
    private final Option<Path> publicKey = requiredOption("--public-key,--public-key-material", "FILE", PublicKeyFile.PATH,
            "The public key: a line of OpenSSH's, SSH's own file format, or the DER as base64 or PEM.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG, "A tag. Repeatable.");
    private final Flag dryRun = flag("--dry-run", "Check everything, import nothing.");

    KeyImport() {
        super("import", "Take over the public half of a key that you have.");
        example("slipway key import me --public-key ~/.ssh/id_ed25519.pub", "Instances launched with --key me let you in.");
    }

    @Override
    public int run(Invocation invocation) {
        String text = PublicKeyFile.read(publicKey.value().orElseThrow());
        invocation.output().print(KeyPairView.imported(invocation.services().keyPairs()
                .importKey(new KeyPairRequest(name.required(), tags.values(), dryRun.given()), text)));
        return 0;
    }
}
