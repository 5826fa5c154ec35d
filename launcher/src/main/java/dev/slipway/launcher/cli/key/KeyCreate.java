package dev.slipway.launcher.cli.key;

import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.keypair.CreatedKeyPair;
import dev.slipway.launcher.keypair.KeyPairRequest;
import dev.slipway.launcher.keypair.KeyType;
import dev.slipway.launcher.keypair.PrivateKeyFiles;
import dev.slipway.launcher.keypair.PrivateKeyPlace;
import dev.slipway.launcher.view.access.KeyPairView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code slipway key create}, EC2's CreateKeyPair. */
final class KeyCreate extends Verb {

    private static final String STDOUT = "-";

    private final Argument<String> name = argument("NAME", Values.TEXT, "What the key pair is called.");
    private final Option<KeyType> type = option("--type", "TYPE", Values.oneOf(List.of(KeyType.values()), KeyType::word),
            "rsa, of 2048 bits, or ed25519 (rsa).");
    private final Option<String> out = option("--out", "FILE", Values.TEXT,
            "Write the private key to this file instead of your key folder, or with - to standard output and nowhere else.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG, "A tag. Repeatable.");
    private final Flag dryRun = flag("--dry-run", "Check everything, make nothing.");

    KeyCreate() {
        super("create", "Make a key pair; its private key is told once, and kept in your key folder.");
        example("slipway key create lab", "Its private key goes where slipway instance ssh finds it.");
        example("slipway key create ci --type ed25519 --out ci.pem", "Its private key goes to a file, which must be new.");
        example("slipway run web --key lab", "Whoever has the private key can log in.");
    }

    @Override
    public int run(Invocation invocation) {
        boolean print = out.or("").equals(STDOUT);
        PrivateKeyFiles folder = new PrivateKeyFiles(invocation.settings().keyFolder());
        Optional<Path> file = print ? Optional.empty() : out.value().map(Values.PATH::read);
        PrivateKeyPlace place = print ? PrivateKeyPlace.ANSWER_ONLY
                : file.isPresent() ? PrivateKeyFiles.file(file.get()) : folder;
        CreatedKeyPair created = invocation.services().keyPairs()
                .create(new KeyPairRequest(name.required(), tags.values(), dryRun.given()), type.value(), place);
        if (print) {
            invocation.stdout().print(created.keyMaterial());
            return 0;
        }
        invocation.output().print(KeyPairView.created(created));
        invocation.note("the private key is in " + file.orElseGet(() -> folder.privateKey(created.keyPair().keyPairId()))
                + "; Slipway keeps no other copy");
        return 0;
    }
}
