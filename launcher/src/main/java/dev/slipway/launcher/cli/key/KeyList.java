package dev.slipway.launcher.cli.key;

import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.ListingVerb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.keypair.KeyPair;
import dev.slipway.launcher.keypair.KeyPairSearch;
import dev.slipway.launcher.keypair.KeyPairs;
import dev.slipway.launcher.view.access.KeyPairView;

/** {@code slipway key list}, EC2's DescribeKeyPairs. */
final class KeyList extends ListingVerb {

    private final Argument<String> references = arguments("KEY", 0, Argument.ANY, Values.TEXT,
            "Names or ids of key pairs; all of them where none is given.");
    private final Flag publicKeys = flag("--include-public-key", "Show the public keys too.");

    KeyList() {
        super("list", "List your key pairs.");
        example("slipway key list", "All of them, the newest last.");
        example("slipway key list --filter tag:team=web", "Those with a tag.");
    }

    @Override
    public int run(Invocation invocation) {
        KeyPairSearch search = new KeyPairSearch(references.values(), filters());
        KeyPairs pairs = invocation.services().keyPairs();
        Page<KeyPair> page = gather(request -> pairs.search(search, request));
        return print(invocation, KeyPairView.list(page.items(), publicKeys.given()), page);
    }
}
