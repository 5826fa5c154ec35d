package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of instances when QEMU, libvirt's daemon or the whole host goes down, and who listens is told of it. */
class HostDownIT {

    private static final String BOOT_ID = "cat /proc/sys/kernel/random/boot_id";

    private static final String STORE = "tiny-store";

    private NetworkLab host;
    private Lab lab;

    @BeforeEach
    void switchOn() {
        host = NetworkLab.start();
        lab = host.lab();
        lab.importTinyGuests();
        // The same guest, with a root that is no volume.
        lab.slipway().json("bundle", "create", Lab.guests().resolve("tiny").resolve("root.qcow2").toString(),
                "--bucket", "lab", "--prefix", "pv", "--kernel", "tiny-kernel", "--ramdisk", "tiny-ramdisk",
                "--kernel-command-line", "root=/dev/vda rw console=ttyS0");
        lab.slipway().json("image", "register", "--image-location", "lab/pv.manifest.xml", "--name", STORE);
    }

    @AfterEach
    void switchOff() {
        host.close();
    }

    @Test
    void guestsOutliveTheDaemonAndComeBackWithTheHostButNotThoseThatWereStopped() {
        String runs = lab.launch(Lab.PARAVIRTUAL);
        String stopped = lab.launch(Lab.PARAVIRTUAL);
        lab.slipway().run("instance", "stop", stopped, "--force").succeeded();
        String store = lab.launch(STORE);
        host.inside(runs, "echo written >/root/data && sync");
        host.inside(store, "echo written >/root/data && sync");
        String boot = host.inside(runs, BOOT_ID);
        Slipway.Running follower = follow();

        host.restartDaemon();
        Await.until("the follower has found libvirt again", () -> text(follower.stderr()).contains("libvirt is back"));
        assertEquals("running", lab.state(runs));
        assertEquals(boot, host.inside(runs, BOOT_ID), "it ran on");
        assertEquals("stopped", lab.state(stopped), "a restart of the daemon is none of the host");

        host.inside(runs, "(sleep 1; reboot) >/dev/null 2>&1 &");
        Await.until("the reboot is told", () -> text(follower.stdout()).contains("Slipway Instance Reboot"));
        assertEquals(143, follower.signal("TERM").await().exit());

        host.reboot();
        assertEquals("running", lab.state(runs));
        assertEquals("stopped", lab.state(stopped));
        Await.until("the guest has booted with its host", () -> !host.inside(runs, BOOT_ID).equals(boot));
        assertNotEquals(boot, host.inside(runs, BOOT_ID));
        assertEquals("written\n", host.inside(runs, "cat /root/data"));
        assertEquals("running", lab.state(store));
        Await.until("the other guest has, too", () -> host.inside(store, "cat /proc/uptime; cat /root/data").endsWith("written\n"));
        lab.slipway().run("instance", "terminate", runs, stopped, store).succeeded();
        lab.assertNothingLeft();
    }

    @Test
    void whoListensIsToldOfAKilledQemuAndOfAPowerOffAndNeitherComesBackWithTheHost() {
        String killed = lab.launch(Lab.PARAVIRTUAL);
        String poweredOff = lab.launch(Lab.PARAVIRTUAL);
        String store = lab.launch(STORE);
        Slipway.Running follower = follow();
        host.inside(killed, "echo written >/root/data && sync");
        for (String id : List.of(killed, store)) {
            host.run("bash", "-c", "kill -KILL $(cat /run/libvirt/qemu/" + id + ".pid)");
        }
        Await.until("the end of QEMU is told",
                () -> tells(follower, killed, "\"state\":\"stopped\"", "\"Server.InternalError\""));
        Await.until("the end of a guest that has nothing to start from again is told",
                () -> tells(follower, store, "\"state\":\"terminated\"", "\"Server.InternalError\""));
        host.inside(poweredOff, "(sleep 1; poweroff) >/dev/null 2>&1 &");
        Await.until("the power-off is told",
                () -> tells(follower, poweredOff, "\"state\":\"stopped\"", "\"Client.InstanceInitiatedShutdown\""));
        assertFalse(host.virsh("list", "--all", "--autostart").contains("i-"), "nothing starts with the host any more");

        host.reboot();
        assertEquals("stopped", lab.state(killed));
        assertEquals("stopped", lab.state(poweredOff));
        assertEquals("Server.InternalError", lab.describe(killed).path("StateReason").path("Code").asText());
        assertEquals("terminated", lab.state(store));
        lab.slipway().run("instance", "start", killed).succeeded();
        lab.slipway().run("instance", "wait", killed, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        assertEquals("written\n", host.inside(killed, "cat /root/data"), "volumes outlive QEMU");
        lab.slipway().run("instance", "terminate", killed, poweredOff).succeeded();
        lab.assertNothingLeft();
    }

    /** A follower that listens: what was before it tells when it has connected, and then what happens. */
    private Slipway.Running follow() {
        Slipway.Running follower = lab.slipway().start("events", "--follow", "--since", "1h", "-o", "json");
        Await.until("the follower listens", () -> !text(follower.stdout()).isEmpty());
        return follower;
    }

    private static boolean tells(Slipway.Running follower, String id, String... words) {
        return text(follower.stdout()).lines().anyMatch(line -> {
            boolean all = line.contains(id);
            for (String word : words) {
                all &= line.contains(word);
            }
            return all;
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
