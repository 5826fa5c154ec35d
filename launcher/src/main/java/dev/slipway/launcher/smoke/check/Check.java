package dev.slipway.launcher.smoke.check;

import static java.util.Objects.requireNonNull;

/** Something that must be so in a guest that has come up. Its text is the one that options take. */
public sealed interface Check {

    /** A TCP port that takes connections. */
    record Tcp(int port) implements Check {
        @Override
        public String toString() {
            return "tcp:" + port;
        }
    }

    /**
     * A GET that is answered with a status below 400.
     *
     * @param path with its slash, and a query where there is one
     */
    record Http(int port, String path) implements Check {
        public Http {
            requireNonNull(path, "path");
        }

        @Override
        public String toString() {
            return "http:" + port + path;
        }
    }

    /** A line for the guest's shell that ends with 0, run once, by the agent where it answers, else by ssh. */
    record Command(String line) implements Check {
        public Command {
            requireNonNull(line, "line");
        }

        @Override
        public String toString() {
            return "command:" + line;
        }
    }
}
