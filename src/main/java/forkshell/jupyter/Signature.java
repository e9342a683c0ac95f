package forkshell.jupyter;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages with the key of the connection file: who has it may command. Thread-safe. */
final class Signature {
    private final Mac mac;

    /**
     * @param scheme {@code hmac-sha256}, for instance
     * @param key an empty one, which Jupyter can be told to use, signs nothing
     * @throws GeneralSecurityException when this JDK does not know the scheme
     */
    Signature(String scheme, String key) throws GeneralSecurityException {
        if (key.isEmpty()) {
            mac = null;
            return;
        }
        mac = Mac.getInstance(scheme.toUpperCase(Locale.ROOT).replaceFirst("^HMAC-", "Hmac"));
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
    }

    /** Returns the signature of the frames, as text in ASCII. */
    synchronized byte[] of(List<byte[]> frames) {
        if (mac == null) {
            return new byte[0];
        }
        frames.forEach(mac::update);
        return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
    }

    boolean fits(byte[] signature, List<byte[]> frames) {
        return mac == null || MessageDigest.isEqual(signature, of(frames));
    }
}
