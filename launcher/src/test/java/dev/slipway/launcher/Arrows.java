package dev.slipway.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The arrows between the packages, as the design draws them. The rules are made for a root package, so that they can
 * be held against classes that break them, too.
 */
final class Arrows {

    /** The launcher's packages from the ground up: each may use those of the floors below its own. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("errors"),
            List.of("accelerator", "document", "firmware", "pvgrub", "type"),
            List.of("settings"),
            List.of("domain", "seed", "boot", "network"),
            List.of("securitygroup", "keypair", "exchange", "parameter"),
            List.of("instance"),
            List.of("fleet", "smoke", "doctor", "vpc"),
            List.of("service"),
            List.of("view"),
            List.of("ec2", "imds"),
            List.of("cli"));

    /** The rooms of {@code launcher.instance} in the same way; its door, {@code Instances}, joins them and is above all. */
    private static final List<List<String>> ROOMS = List.of(
            List.of("[record|state|request]"),
            List.of("history"),
            List.of("machine", "template"),
            List.of("life"),
            List.of("launch", "disk", "access", "readiness", "status", "attribute", "watch", "metadata"));

    /** The rooms of {@code imagestore.registry}, whose door is {@code Images}. */
    private static final List<List<String>> REGISTRY = List.of(List.of("lookup"), List.of("registration"), List.of("imports"));

    private final String root;

    Arrows(String root) {
        this.root = root;
    }

    List<ArchRule> all() {
        List<ArchRule> rules = new ArrayList<>(upwardsNever("launcher.", FLOORS));
        rules.add(everyPackageHasAFloor("launcher..", "launcher.", FLOORS));
        rules.addAll(upwardsNever("launcher.instance.", ROOMS));
        rules.add(everyPackageHasAFloor("launcher.instance.*..", "launcher.instance.", ROOMS));
        rules.add(doorIsAbove("launcher.instance"));
        rules.add(none("host", List.of("imagestore", "launcher")));
        rules.add(none("imagestore", List.of("launcher")));
        rules.add(onlyUnder("host", "org.libvirt..", "com.sun.jna.."));
        rules.addAll(upwardsNever("imagestore.registry.", REGISTRY));
        rules.add(doorIsAbove("imagestore.registry"));
        rules.add(noClasses().that().resideOutsideOfPackage(root + ".host.process..")
                .should().dependOnClassesThat().haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould().callMethod(Runtime.class, "exec", String[].class)
                .orShould().callMethod(Runtime.class, "exec", String.class)
                .because("processes are started in one place, with deadlines and limits").allowEmptyShould(true));
        return rules;
    }

    /** Upwards never; sideways only where two packages of a floor are one thing in two parts, which none are. */
    private List<ArchRule> upwardsNever(String house, List<List<String>> floors) {
        List<ArchRule> rules = new ArrayList<>();
        for (int floor = 0; floor < floors.size(); floor++) {
            for (String name : floors.get(floor)) {
                List<String> forbidden = new ArrayList<>();
                for (int other = floor; other < floors.size(); other++) {
                    for (String each : floors.get(other)) {
                        if (!each.equals(name)) {
                            forbidden.add(house + each);
                        }
                    }
                }
                rules.add(none(house + name, forbidden));
            }
        }
        return rules;
    }

    private ArchRule everyPackageHasAFloor(String packages, String house, List<List<String>> floors) {
        List<String> known = new ArrayList<>();
        for (List<String> floor : floors) {
            for (String name : floor) {
                known.add(root + "." + house + name + "..");
            }
        }
        return classes().that().resideInAPackage(root + "." + packages)
                .should().resideInAnyPackage(known.toArray(new String[0]))
                .because("a new package needs a place among the floors").allowEmptyShould(true);
    }

    private ArchRule doorIsAbove(String house) {
        return noClasses().that().resideInAPackage(root + "." + house + ".*..")
                .should().dependOnClassesThat().resideInAPackage(root + "." + house)
                .because("a room does not know the door").allowEmptyShould(true);
    }

    private ArchRule none(String from, List<String> to) {
        String[] packages = to.stream().map(name -> root + "." + name + "..").toArray(String[]::new);
        return noClasses().that().resideInAPackage(root + "." + from + "..")
                .should().dependOnClassesThat().resideInAnyPackage(packages)
                .because("arrows go one way").allowEmptyShould(true);
    }

    private ArchRule onlyUnder(String place, String... libraries) {
        return noClasses().that().resideOutsideOfPackage(root + "." + place + "..")
                .should().dependOnClassesThat().resideInAnyPackage(libraries)
                .because("only " + place + " meets the host's own interfaces").allowEmptyShould(true);
    }
}
