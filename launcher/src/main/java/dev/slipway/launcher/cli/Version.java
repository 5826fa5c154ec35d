package dev.slipway.launcher.cli;

/** Which Slipway this is. */
final class Version {

    private Version() {
    }

    /** The line that {@code --version} prints. The number is the pom's, by way of the jar's manifest. */
    static String line() {
        String number = Version.class.getPackage().getImplementationVersion();
        return "slipway " + (number == null ? "(not built)" : number) + "\n";
    }
}
