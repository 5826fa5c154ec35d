package dev.slipway.host.libvirt.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.qemu.DiskFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiskXmlTest {

    @Test
    void aSnapshotLeavesTheOtherDisksAlone() {
        assertEquals("<domainsnapshot><disks>"
                        + "<disk name=\"vda\" snapshot=\"external\" type=\"file\"><driver type=\"qcow2\"/><source file=\"/s/a&lt;b&quot;\"/></disk>"
                        + "<disk name=\"sda\" snapshot=\"no\"/></disks></domainsnapshot>",
                SnapshotXml.write(List.of(new DiskSnapshot("vda", Path.of("/s/a<b\""), DiskFormat.QCOW2)), List.of("vda", "sda"))
                        .replace(" />", "/>").replace("></driver>", "/>").replace("></source>", "/>"));
    }

    @Test
    void chainsAreReadFromTheTopDown() {
        assertEquals(Map.of("vda", List.of(Path.of("/top"), Path.of("/middle"), Path.of("/base")), "sda", List.of()),
                DiskChains.of("""
                        <domain><devices>
                          <disk type='file' device='disk'>
                            <source file='/top'/>
                            <backingStore type='file'>
                              <format type='qcow2'/><source file='/middle'/>
                              <backingStore type='file'><source file='/base'/><backingStore/></backingStore>
                            </backingStore>
                            <mirror><source file='/elsewhere'/></mirror>
                            <target dev='vda' bus='virtio'/>
                          </disk>
                          <disk type='file' device='cdrom'><target dev='sda'/></disk>
                        </devices></domain>
                        """));
    }

    @Test
    void aJobIsReadyWhenLibvirtSaysSo() {
        String xml = """
                <domain><devices>
                  <disk><mirror type='file' job='copy' ready='yes'/><target dev='vda'/></disk>
                  <disk><mirror type='file' job='copy'/><target dev='vdb'/></disk>
                  <disk><target dev='vdc'/></disk>
                </devices></domain>
                """;
        assertTrue(DiskChains.isMirrorReady(xml, "vda"));
        assertFalse(DiskChains.isMirrorReady(xml, "vdb"));
        assertFalse(DiskChains.isMirrorReady(xml, "vdc"));
    }
}
