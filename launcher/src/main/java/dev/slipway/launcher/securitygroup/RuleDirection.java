package dev.slipway.launcher.securitygroup;

/** Which way the traffic goes that a rule is about, seen from the instance. */
public enum RuleDirection {
    /** To the instance. */
    INGRESS("in"),
    /** From the instance. */
    EGRESS("out");

    private final String libvirtWord;

    RuleDirection(String libvirtWord) {
        this.libvirtWord = libvirtWord;
    }

    String libvirtWord() {
        return libvirtWord;
    }
}
