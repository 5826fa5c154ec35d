package dev.slipway.launcher.ec2.protocol;

/** The services that the endpoint speaks for, each with its namespace. EC2 and STS write their answers in two ways. */
public enum Dialect {
    EC2("ec2", "http://ec2.amazonaws.com/doc/2016-11-15/"),
    STS("sts", "https://sts.amazonaws.com/doc/2011-06-15/");

    private final String service;
    private final String namespace;

    Dialect(String service, String namespace) {
        this.service = service;
        this.namespace = namespace;
    }

    /** As credential scopes name it. */
    public String service() {
        return service;
    }

    /** Of its XML. */
    public String namespace() {
        return namespace;
    }
}
