package dev.slipway.launcher.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against libvirt's own test driver, which checks XML against libvirt's schema and starts nothing. */
@Timeout(30)
class LibvirtAcceptsDomainsTest {

    @Test
    void everyDomainIsValidAndKeepsItsIdentity() {
        try (Hypervisor hypervisor = Hypervisor.connect("test:///default")) {
            for (Map.Entry<String, DomainSpec> sample : DomainSamples.all().entrySet()) {
                DomainSpec spec = sample.getValue();
                try (GuestDomain domain = hypervisor.define(DomainXml.of(spec))) {
                    assertEquals(spec.name(), domain.name(), sample.getKey());
                    assertEquals(spec.uuid(), domain.uuid(), sample.getKey());
                    assertTrue(domain.xml().contains(
                            "<slipway:instance xmlns:slipway=\"" + InstanceIdentity.NAMESPACE + "\">"), sample.getKey());
                    domain.undefine();
                }
            }
        }
    }

    @Test
    void hostileTextComesBackAsItWentIn() {
        DomainSpec spec = DomainSamples.all().get("domain-paravirtual-x86_64");
        try (Hypervisor hypervisor = Hypervisor.connect("test:///default");
                GuestDomain domain = hypervisor.define(DomainXml.of(spec))) {
            assertTrue(domain.xml().contains("name=\"&lt;a&gt; &amp; 'b'\"</cmdline>")
                    || domain.xml().contains("name=&quot;&lt;a&gt; &amp; &apos;b&apos;&quot;</cmdline>"), domain::xml);
            domain.undefine();
        }
    }
}
