package dev.slipway.host.libvirt.agent;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.NativeHandle;
import org.libvirt.jna.CString;

/** The agent's line through libvirt ({@code virDomainQemuAgentCommand}). */
record LibvirtAgentLine(String domain, NativeHandle handle) implements AgentLine {

    @Override
    public String send(String command, int seconds) {
        CString answer;
        try (NativeHandle.Use use = handle.use()) {
            answer = LibvirtJava.qemuCalls().virDomainQemuAgentCommand(LibvirtJava.domain(use), command, seconds, 0);
        }
        if (answer == null) {
            throw failure(domain, LibvirtError.last(), "refuses a command");
        }
        return answer.toString();
    }

    static HostException failure(String domain, LibvirtError error, String what) {
        if (error.isAgentSilence()) {
            return new HostException(HostError.AGENT_UNAVAILABLE,
                    "The guest agent of the domain '" + domain + "' does not answer: " + error.words() + ".",
                    "install and start qemu-guest-agent in the guest", null);
        }
        if (error.code() == LibvirtError.NO_DOMAIN) {
            return error.ofDomain(domain, what);
        }
        return error.asException("The guest agent of the domain '" + domain + "' " + what);
    }
}
