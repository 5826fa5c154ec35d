package dev.slipway.launcher.cli.key;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.keypair.KeyPair;
import dev.slipway.launcher.keypair.PrivateKeyFiles;
import dev.slipway.launcher.view.access.KeyPairView;
import java.util.Optional;

/** {@code slipway key delete}, EC2's DeleteKeyPair. */
final class KeyDelete extends Verb {

    private final Argument<String> reference = argument("KEY", Values.TEXT, "The key pair's name or id.");
    private final Flag privateKey = flag("--private-key", "Delete its private key from your key folder too.");
    private final Flag dryRun = flag("--dry-run", "Check everything, delete nothing.");

    KeyDelete() {
        super("delete", "Delete a key pair; instances that have its key keep it.");
        example("slipway key delete lab", "Its private key stays where it is, for instances that know it.");
    }

    @Override
    public int run(Invocation invocation) {
        Optional<KeyPair> deleted = invocation.services().keyPairs().delete(reference.required(), dryRun.given());
        if (deleted.isPresent() && privateKey.given()) {
            new PrivateKeyFiles(invocation.settings().keyFolder()).forget(deleted.get().keyPairId());
        }
        invocation.output().print(KeyPairView.deleted(deleted));
        if (deleted.isEmpty()) {
            invocation.note("there was no key pair '" + reference.required() + "'");
        }
        return 0;
    }
}
