package dev.slipway.host.files;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** GnuTLS's digests: quick by the processor's SHA instructions, and there because libvirt and QEMU need the library. */
final class GnuTlsDigest implements ContentDigest {

    private static final String LIBRARY = "libgnutls.so.30";

    private final DigestAlgorithm algorithm;
    private Pointer handle;

    private GnuTlsDigest(DigestAlgorithm algorithm) {
        this.algorithm = algorithm;
        PointerByReference made = new PointerByReference();
        int error = Library.gnutls_hash_init(made, algorithm.gnuTlsNumber());
        if (error != 0) {
            throw new IllegalStateException("gnutls_hash_init: " + error);
        }
        handle = made.getValue();
    }

    /** GnuTLS's where the library is, else Java's. */
    static ContentDigest openOrJava(DigestAlgorithm algorithm) {
        try {
            return new GnuTlsDigest(algorithm);
        } catch (LinkageError | IllegalStateException e) {
            // Not installed, or a policy forbids it: slower, with the same result.
            return new JavaDigest(algorithm);
        }
    }

    @Override
    public void update(ByteBuffer content) {
        Pointer start = Native.getDirectBufferPointer(content).share(content.position());
        int error = Library.gnutls_hash(handle, start, new NativeLong(content.remaining()));
        if (error != 0) {
            throw new IllegalStateException("gnutls_hash: " + error);
        }
    }

    @Override
    public String hex() {
        byte[] digest = new byte[algorithm.bytes()];
        Pointer finished = handle;
        handle = null;
        Library.gnutls_hash_deinit(finished, digest);
        return HexFormat.of().formatHex(digest);
    }

    @Override
    public void close() {
        if (handle != null) {
            Library.gnutls_hash_deinit(handle, null);
            handle = null;
        }
    }

    /** <a href="https://www.gnutls.org/manual/html_node/Cryptographic-API.html">gnutls/crypto.h</a>. */
    private static final class Library {

        static {
            Native.register(Library.class, NativeLibrary.getInstance(LIBRARY));
        }

        private Library() {
        }

        static native int gnutls_hash_init(PointerByReference handle, int algorithm);

        static native int gnutls_hash(Pointer handle, Pointer content, NativeLong length);

        static native void gnutls_hash_deinit(Pointer handle, byte[] digest);
    }
}
