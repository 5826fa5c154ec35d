package dev.slipway.launcher.cli.key;

import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.keypair.KeyPairSearch;
import dev.slipway.launcher.view.access.KeyPairView;
import java.util.List;

/** {@code slipway key describe}: all of some key pairs, EC2's DescribeKeyPairs with IncludePublicKey. */
final class KeyDescribe extends Verb {

    private final Argument<String> references = arguments("KEY", 1, Argument.ANY, Values.TEXT,
            "Names or ids of key pairs.");

    KeyDescribe() {
        super("describe", "Show key pairs with their public keys.");
        example("slipway key describe lab --query 'KeyPairs[0].PublicKey' -o text", "The line for authorized_keys.");
    }

    @Override
    public int run(Invocation invocation) {
        KeyPairSearch search = new KeyPairSearch(references.values(), List.of());
        invocation.output().print(KeyPairView.described(
                invocation.services().keyPairs().search(search, PageRequest.ALL).items()));
        return 0;
    }
}
