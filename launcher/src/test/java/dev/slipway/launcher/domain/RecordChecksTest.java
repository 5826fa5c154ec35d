package dev.slipway.launcher.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the records refuse at their door. */
class RecordChecksTest {

    private static final Path FILE = Path.of("/srv/disk.qcow2");

    @Test
    void theUuidBeginsWithEc2AndIsValidAndTellsInstancesApart() {
        UUID uuid = DomainUuid.of("i-0123456789abcdef0");
        assertTrue(uuid.toString().startsWith("ec2"), uuid.toString());
        assertEquals(4, uuid.version());
        assertEquals(2, uuid.variant());
        assertEquals(uuid, DomainUuid.of("i-0123456789abcdef0"));
        // Each of the 17 digits counts.
        for (int i = 2; i < 19; i++) {
            StringBuilder other = new StringBuilder("i-0123456789abcdef0");
            other.setCharAt(i, other.charAt(i) == 'f' ? 'e' : 'f');
            assertTrue(!uuid.equals(DomainUuid.of(other.toString())), other.toString());
        }
    }

    @Test
    void anIdThatIsNoInstanceIdHasNoUuid() {
        for (String id : List.of("", "i-", "i-0123456789abcdef", "i-0123456789ABCDEF0", "x-0123456789abcdef0",
                "i-0123456789abcdefg")) {
            LauncherException e = assertThrows(LauncherException.class, () -> DomainUuid.of(id), id);
            assertEquals(LauncherError.INSTANCE_ID_MALFORMED, e.code());
        }
    }

    @Test
    void aVolumesSerialIsItsIdWithoutTheDash() {
        assertEquals("vol0123456789abcdef0", Disk.serialOf("vol-0123456789abcdef0"));
        assertThrows(IllegalArgumentException.class, () -> Disk.volume("vda", FILE, "vol-0123456789abcdef01"));
    }

    @Test
    void aDisksTargetBelongsToItsBus() {
        for (String target : List.of("", "vd", "sda", "vda1", "vdabc", "vd\"", "/dev/vda")) {
            LauncherException e = assertThrows(LauncherException.class,
                    () -> Disk.volume(target, FILE, "vol-0123456789abcdef0"), target);
            assertEquals(LauncherError.INVALID_PARAMETER_VALUE, e.code());
        }
    }

    @Test
    void noTwoDisksShareATarget() {
        Disk disk = Disk.seed("vda", FILE);
        assertThrows(LauncherException.class, () -> withDisks(List.of(disk, disk)));
    }

    @Test
    void asManyDisksAsFitUnderTheNetworkCardAreAllowed() {
        List<Disk> disks = new ArrayList<>();
        for (int i = 0; i < DomainSpec.MAX_DISKS; i++) {
            disks.add(Disk.seed("vd" + (char) ('a' + i), FILE));
        }
        assertTrue(DomainXml.of(withDisks(disks)).contains("slot=\"0x19\""), "the last of 22 devices after the card");
        disks.add(Disk.seed("vdz", FILE));
        assertThrows(LauncherException.class, () -> withDisks(disks));
    }

    @Test
    void aMacAddressIsOfOneStation() {
        assertEquals("02:ab:cd:ef:01:23", new NatNetwork("default", "02:ab:cd:ef:01:23", Optional.empty()).mac());
        for (String mac : List.of("", "02:ab:cd:ef:01", "02:AB:cd:ef:01:23", "03:ab:cd:ef:01:23", "02-ab-cd-ef-01-23",
                "02:ab:cd:ef:01:23,id=x")) {
            assertThrows(LauncherException.class, () -> new UserNetwork(mac, List.of()), mac);
            assertThrows(LauncherException.class, () -> new BridgeNetwork("br0", mac, Optional.empty()), mac);
        }
    }

    @Test
    void aForwardCannotCarryFurtherQemuOptions() {
        assertEquals("tcp:127.0.0.1:8080-:80", PortForward.onLoopback(8080, 80).qemuOption());
        for (String address : List.of("", "localhost", "127.0.0.1,hostfwd=tcp::1-:2", "127.0.0", "127.0.0.256", "1..2.3",
                "1.2.3.4.5", "::1")) {
            assertThrows(LauncherException.class, () -> new PortForward(address, 80, 80), address);
        }
        assertThrows(LauncherException.class, () -> PortForward.onLoopback(0, 22));
        assertThrows(LauncherException.class, () -> PortForward.onLoopback(22, 65536));
    }

    @Test
    void arm64HasNoBios() {
        DomainSpec spec = DomainSamples.hvmBios();
        LauncherException e = assertThrows(LauncherException.class, () -> new DomainSpec(spec.name(), spec.uuid(),
                spec.identity(), Architecture.ARM64, spec.accelerator(), 64, 1, new DiskBoot(), spec.disks(),
                spec.networks(), spec.console(), spec.guestAgent(), Display.NONE, false, spec.qemuUser()));
        assertEquals(LauncherError.INVALID_PARAMETER_COMBINATION, e.code());
    }

    private static DomainSpec withDisks(List<Disk> disks) {
        DomainSpec spec = DomainSamples.hvmBios();
        return new DomainSpec(spec.name(), spec.uuid(), spec.identity(), spec.architecture(), spec.accelerator(), 64, 1,
                spec.boot(), disks, spec.networks(), spec.console(), spec.guestAgent(), Display.NONE, false, spec.qemuUser());
    }
}
