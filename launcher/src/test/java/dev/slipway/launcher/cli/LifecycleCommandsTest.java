package dev.slipway.launcher.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that share images and lead them through their lives, from the words to the store. */
class LifecycleCommandsTest {

    private static final String BOB = "000000001001";


    @TempDir
    private Path folder;
    private TypedCommands commands;
    private String web;

    @BeforeEach
    void importOne() throws IOException {
        commands = new TypedCommands(folder.resolve("home"));
        byte[] content = new byte[1 << 20];
        content[510] = 0x55;
        content[511] = (byte) 0xaa;
        Path disk = Files.write(folder.resolve("disk.raw"), content);
        web = text(0, "image import " + disk + " --name web-1").strip();
        text(0, "image import " + disk + " --name web-2");
    }

    @Test
    void anImageIsSharedAndUnsharedAndTheNoteIsNoResult() {
        assertEquals("000000001001\n000000001002\n", text(0,
                "image share web-1 --user-id 000000001002 --user-id " + BOB + " --query LaunchPermissions[].UserId")
                .replace('\t', '\n'));
        assertEquals("web-1\n", text(0, "image list --account " + BOB + " --query Images[].Name"));
        assertEquals("all\n", text(0, "image share web-1 --public --query LaunchPermissions[0].Group"));
        assertTrue(error().contains("note: everybody can launch"), error());
        assertEquals("1001\n", text(0, "image unshare web-1 --public --user-id 000000001002 "
                + "--query LaunchPermissions[].UserId").substring(8));
        assertEquals("", text(7, "image permissions " + web + " --account " + BOB));
        assertEquals("True\n", text(0, "image cancel-launch-permission " + web + " --account " + BOB));
        assertEquals("", text(3, "image describe " + web + " --account " + BOB));
        assertEquals("0\n", text(0, "image permissions web-1 --query length(LaunchPermissions)"));
        text(0, "image share web-1 --user-id " + BOB);
        assertEquals("0\n", text(0, "image reset-permissions web-1 --query length(LaunchPermissions)"));
    }

    @Test
    void oneImageIsDescribedToItsLastWordAndSeveralInALine() {
        String one = text(0, "image describe web-1 -o table");
        assertTrue(one.contains("BlockDeviceMappings[0].Ebs.DeleteOnTermination  true\n"), one);
        assertTrue(one.contains("\nName "), one);
        assertTrue(text(0, "image describe web-1 web-2 -o table").startsWith("IMAGE  "));
    }

    @Test
    void allIdsThatAreMissingAreNamedAtOnce() {
        for (String verb : new String[] {"describe", "verify", "deregister"}) {
            text(3, "image " + verb + " ami-00000000000000001 " + web + " ami-00000000000000002");
            assertEquals("slipway: InvalidAMIID.NotFound: The image ids '[ami-00000000000000001, ami-00000000000000002]' "
                    + "do not exist.\n", error());
        }
        text(0, "image deregister " + web);
        text(4, "image describe " + web);
        text(3, "image describe ami-00000000000000001 " + web);
    }

    @Test
    void aSentenceAboutAVeryLongWordStaysShort() {
        text(3, "image import /" + "x".repeat(10_000) + "/end --name web-3");
        assertTrue(error().startsWith("slipway: SourceFileNotFound: The file '/xxx"), error());
        assertTrue(error().endsWith("xxx/end' does not exist.\n"), error());
        assertTrue(error().length() < 1100, error());
    }

    @Test
    void publicSharingIsBlockedForAnAccount() {
        assertEquals("unblocked\n", text(0, "image block-public-access state"));
        assertEquals("block-new-sharing\n", text(0, "image block-public-access enable"));
        assertEquals("", text(7, "image share web-1 --public"));
        assertTrue(error().startsWith("slipway: OperationNotPermitted: You can't publicly share this image"), error());
        assertEquals("unblocked\n", text(0, "snapshot block-public-access state"));
        assertEquals("unblocked\n", text(0, "image block-public-access disable"));
        text(0, "image share web-1 --public");
    }

    @Test
    void aSnapshotIsSharedAndUnshared() {
        String snapshot = text(0, "image describe web-1 --query Images[0].BlockDeviceMappings[0].Ebs.SnapshotId").strip();
        assertEquals("000000001001\n", text(0,
                "snapshot share " + snapshot + " --user-id " + BOB + " --query CreateVolumePermissions[].UserId"));
        assertEquals("000000001001\n",
                text(0, "snapshot permissions " + snapshot + " --query CreateVolumePermissions[].UserId"));
        text(0, "snapshot share " + snapshot + " --public");
        text(0, "snapshot unshare " + snapshot + " --public");
        assertEquals("0\n", text(0,
                "snapshot reset-permissions " + snapshot + " --query length(CreateVolumePermissions)"));
    }

    @Test
    void anImageIsDeprecatedDisabledAndProtected() {
        assertEquals("True\n", text(0, "image deprecate web-1 --at 2d"));
        assertTrue(error().contains("is deprecated from 20"), error());
        for (String time : new String[] {"now", "2031-01-31", "2031-01-31T12:00:29Z", "2031-01-31T12:00+01:00"}) {
            assertEquals("True\n", text(0, "image deprecate web-1 --at " + time), time);
        }
        assertEquals("True\n", text(0, "image undeprecate web-1"));
        assertEquals("True\n", text(0, "image disable web-1"));
        assertEquals("disabled\n", text(0, "image describe web-1 --query Images[0].State"));
        assertEquals("", text(4, "image share web-1 --user-id " + BOB));
        assertEquals("True\n", text(0, "image enable web-1"));
        assertEquals("True\n", text(0, "image protect web-1 --with-cooldown"));
        assertEquals("", text(7, "image deregister web-2 web-1"));
        assertEquals("True\n", text(0, "image unprotect web-1"));
        assertTrue(error().contains("can be deregistered after"), error());
        assertEquals("", text(7, "image deregister web-1"));
    }

    @Test
    void versionsArePromotedShownAndReturned() {
        assertEquals("web:candidate\t" + web + "\n",
                text(0, "image promote web-1 web:candidate --query Channels[].[Name,ImageId]"));
        text(0, "image promote web:candidate web:stable");
        text(0, "image promote web-2 web:stable --expect web-1");
        assertEquals("", text(4, "image promote web-1 web:stable --expect web-1"));
        assertEquals("", text(4, "image promote web-1 web:stable --expect none"));
        assertEquals("2\n", text(0, "channel describe web:stable --query length(Channels[0].History)"));
        assertEquals(web + "\n", text(0, "image promote --back web:stable --query Channels[0].ImageId"));
        assertEquals("web:candidate\tweb:stable\n", text(0, "channel list --query Channels[].Name"));
        assertEquals("web:candidate\tweb:stable\n", text(0, "image describe web:stable --query Images[0].Slipway.Channels"));
        assertEquals("web:candidate\tweb:stable\n", text(0, "image list --name web-1 --query Images[0].Slipway.Channels"));
        assertEquals("", text(4, "image deregister web-1"));
        assertEquals("", text(0, "channel delete web:candidate web:stable"));
        assertEquals("", text(3, "image describe web:stable"));
        assertEquals("True\n", text(0, "image deregister web-1"));
    }

    @Test
    void imagesArePrunedAndTheDryRunSaysTheSame() {
        String rows = " --query Images[].[Action,Name,Reason]";
        String expected = "keep\tweb-2\tnewest\nderegister\tweb-1\tsuperseded\n";
        assertEquals(expected, text(0, "image prune --name web-* --keep 1 --delete-snapshots --dry-run" + rows));
        assertTrue(error().contains("1 of 2 images would be deregistered"), error());
        assertEquals(expected, text(0, "image prune --name web-* --keep 1 --delete-snapshots" + rows));
        assertEquals("web-2\n", text(0, "image list --query Images[].Name"));
        assertEquals("1\n", text(0, "snapshot list --query length(Snapshots)"));
    }

    @Test
    void aDryRunOfADeregistrationDoesNothing() {
        assertEquals("success\n", text(0,
                "image deregister web-1 --delete-snapshots --dry-run --query DeleteSnapshotResults[].ReturnCode"));
        assertTrue(error().contains("dry run"), error());
        assertEquals("success\n", text(0,
                "image deregister web-1 --delete-snapshots --query DeleteSnapshotResults[].ReturnCode"));
        assertEquals("", text(4, "image deregister " + web));
    }

    @Test
    void badInputIsRefusedWithItsExitCode() {
        Map<String, Integer> exits = Map.ofEntries(
                Map.entry("image share web-1", 2),
                Map.entry("image share web-1 --user-id 1234", 2),
                Map.entry("image share nosuch --public", 3),
                Map.entry("image unshare web-1", 2),
                Map.entry("snapshot share snap-0123456789abcdef0 --public", 3),
                Map.entry("image deprecate web-1", 2),
                Map.entry("image deprecate web-1 --at yesterday", 2),
                Map.entry("image deprecate web-1 --at 2020-01-01", 2),
                Map.entry("image deprecate web-1 --at 9999-99-99", 2),
                Map.entry("image deprecate web-1 --at 9000d", 2),
                Map.entry("image deregister", 2),
                Map.entry("image deregister web-1 nosuch", 3),
                Map.entry("image promote web-1", 2),
                Map.entry("image promote web-1 stable", 2),
                Map.entry("image promote web-1 web:stable extra", 2),
                Map.entry("image promote --back web-1 web:stable", 2),
                Map.entry("image promote --back web:stable", 3),
                Map.entry("channel delete web:nosuch", 3),
                Map.entry("channel describe nosuch", 2),
                Map.entry("image prune --keep 1", 2),
                Map.entry("image prune --name *", 2),
                Map.entry("image prune --name * --keep -1", 2),
                Map.entry("image block-public-access maybe", 2));
        exits.forEach((line, exit) -> assertEquals("", text(exit, line), line));
        assertEquals("web-1\tweb-2\n", text(0, "image list --query Images[].Name"));
    }

    private String text(int exit, String line) {
        return commands.text(exit, line);
    }

    private String error() {
        return commands.error();
    }
}
