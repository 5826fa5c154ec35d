package dev.slipway.imagestore.source;

import static java.util.Objects.requireNonNull;

/** How it is known which digest a source must have. */
public sealed interface ExpectedDigest {

    /** Nobody said. */
    record Any() implements ExpectedDigest {
    }

    /** It was given. */
    record Given(Checksum checksum) implements ExpectedDigest {

        public Given {
            requireNonNull(checksum, "checksum");
        }
    }

    /** It stands in a list, under the name of the file. */
    record Listed(SourceLocation list) implements ExpectedDigest {

        public Listed {
            requireNonNull(list, "list");
        }
    }
}
