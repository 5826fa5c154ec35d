package dev.slipway.launcher.keypair;

/** The kinds of key that key pairs have, by EC2's words. */
public enum KeyType {
    RSA("rsa", "ssh-rsa"),
    ED25519("ed25519", "ssh-ed25519");

    private final String word;
    private final String sshName;

    KeyType(String word, String sshName) {
        this.word = word;
        this.sshName = sshName;
    }

    /** EC2's word for it, also in records. */
    public String word() {
        return word;
    }

    /** What OpenSSH calls it, in front of each public key. */
    public String sshName() {
        return sshName;
    }

    @Override
    public String toString() {
        return word;
    }
}
