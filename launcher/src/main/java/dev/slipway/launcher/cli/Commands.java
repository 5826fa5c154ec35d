package dev.slipway.launcher.cli;

import dev.slipway.launcher.cli.bootimage.BootImageCommands;
import dev.slipway.launcher.cli.bundle.BundleCommands;
import dev.slipway.launcher.cli.channel.ChannelCommands;
import dev.slipway.launcher.cli.command.GlobalOptions;
import dev.slipway.launcher.cli.command.Noun;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.doctor.DoctorVerb;
import dev.slipway.launcher.cli.endpoint.CredentialsCommands;
import dev.slipway.launcher.cli.endpoint.Serve;
import dev.slipway.launcher.cli.event.EventsVerb;
import dev.slipway.launcher.cli.fleet.FleetCommands;
import dev.slipway.launcher.cli.image.ImageCommands;
import dev.slipway.launcher.cli.instance.InstanceCommands;
import dev.slipway.launcher.cli.instance.Run;
import dev.slipway.launcher.cli.key.KeyCommands;
import dev.slipway.launcher.cli.product.ProductCommands;
import dev.slipway.launcher.cli.region.RegionCommands;
import dev.slipway.launcher.cli.securitygroup.SecurityGroupCommands;
import dev.slipway.launcher.cli.smoke.SmokeVerb;
import dev.slipway.launcher.cli.snapshot.SnapshotCommands;
import dev.slipway.launcher.cli.store.StoreCommands;
import dev.slipway.launcher.cli.syntax.Example;
import dev.slipway.launcher.cli.syntax.Program;
import dev.slipway.launcher.cli.tag.TagCommands;
import dev.slipway.launcher.cli.template.TemplateCommands;
import dev.slipway.launcher.cli.type.TypeCommands;
import dev.slipway.launcher.cli.usage.UsageVerb;
import dev.slipway.launcher.cli.volume.VolumeCommands;
import java.util.List;

/** Every command there is. */
final class Commands {

    private Commands() {
    }

    /** The nouns, in the order of the help. */
    static List<Noun> nouns() {
        return List.of(ImageCommands.NOUN, ChannelCommands.NOUN, BootImageCommands.KERNEL, BootImageCommands.RAMDISK,
                InstanceCommands.NOUN, FleetCommands.NOUN, TemplateCommands.NOUN, KeyCommands.NOUN, SecurityGroupCommands.NOUN,
                SnapshotCommands.NOUN, VolumeCommands.NOUN, ProductCommands.NOUN, TypeCommands.NOUN, TagCommands.NOUN,
                CredentialsCommands.NOUN, StoreCommands.NOUN, BundleCommands.NOUN, RegionCommands.NOUN);
    }

    /** The commands that stand by themselves. */
    static List<Verb> verbs() {
        return List.of(new Run(), new SmokeVerb(), new EventsVerb(), new UsageVerb(), new DoctorVerb(), new Serve(), new Completion());
    }

    /** Whether the word is the first of several commands. */
    static boolean isNoun(String word) {
        return noun(word) != null;
    }

    /** The command that these words plainly name; null where they do not. */
    static Named find(String[] line) {
        if (line.length == 0) {
            return null;
        }
        Noun noun = noun(line[0]);
        if (noun == null) {
            return named(verbs(), line[0], 1);
        }
        return line.length == 1 ? null : named(noun.commands(), line[1], 2);
    }

    /** A command and how many words its name takes. */
    record Named(Verb verb, int words) {
    }

    /** All of it, for help and completion. */
    static Program program() {
        return new Program("slipway", "Boots machine images on the hardware in front of you, in EC2's words.",
                nouns(), verbs(), new GlobalOptions(), List.of(
                        new Example("slipway doctor", "What this host can do, and what is missing."),
                        new Example("slipway image import disk.qcow2 --name web", "Register a disk."),
                        new Example("slipway run web --wait login", "Launch it, until it can be logged in to."),
                        new Example("slipway instance list --query 'Reservations[].Instances[].InstanceId' -o text",
                                "As aws ec2 describe-instances would answer.")));
    }

    private static Noun noun(String word) {
        for (Noun noun : nouns()) {
            if (noun.name().equals(word)) {
                return noun;
            }
        }
        return null;
    }

    private static Named named(List<Verb> verbs, String name, int words) {
        for (Verb verb : verbs) {
            if (verb.name().equals(name)) {
                return new Named(verb, words);
            }
        }
        return null;
    }
}
