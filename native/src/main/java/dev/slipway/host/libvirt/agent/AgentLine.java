package dev.slipway.host.libvirt.agent;

/** One exchange with a guest agent. */
@FunctionalInterface
interface AgentLine {

    /**
     * Sends a command and waits for its answer.
     *
     * @param command a JSON object: {@code {"execute":"guest-ping"}}
     * @param seconds how long the agent may take
     * @return the agent's answer, a JSON object with {@code return}
     */
    String send(String command, int seconds);
}
