package dev.slipway.launcher.ec2.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server's certificate and those that it follows from, in the order in which clients want them. */
final class CertificateChain {

    private static final byte[] SAMPLE = "signed by whom?".getBytes(StandardCharsets.US_ASCII);

    private CertificateChain() {
    }

    /**
     * The chain of the certificate that the key belongs to, whatever the order of the file; empty when it belongs to none. Without
     * this a server starts, and only its clients are told that something does not fit, each time and in words of their own.
     */
    static Optional<List<Certificate>> of(PrivateKey key, List<Certificate> file) throws GeneralSecurityException {
        for (Certificate certificate : file) {
            if (certificate instanceof X509Certificate own && belongs(key, own)) {
                return Optional.of(upwards(own, file));
            }
        }
        return Optional.empty();
    }

    private static List<Certificate> upwards(X509Certificate own, List<Certificate> file) {
        List<Certificate> chain = new ArrayList<>(List.of(own));
        Optional<X509Certificate> issuer = issuer(own, file);
        while (issuer.isPresent() && !chain.contains(issuer.get())) {
            chain.add(issuer.get());
            issuer = issuer(issuer.get(), file);
        }
        return chain;
    }

    private static Optional<X509Certificate> issuer(X509Certificate of, List<Certificate> file) {
        for (Certificate each : file) {
            if (each instanceof X509Certificate issuer
                    && issuer.getSubjectX500Principal().equals(of.getIssuerX500Principal())) {
                return Optional.of(issuer);
            }
        }
        return Optional.empty();
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        Signature made = Signature.getInstance(algorithm);
        made.initSign(key);
        made.update(SAMPLE);
        byte[] signature = made.sign();
        Signature checked = Signature.getInstance(algorithm);
        checked.initVerify(certificate.getPublicKey());
        checked.update(SAMPLE);
        return checked.verify(signature);
    }
}
