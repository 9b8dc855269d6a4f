package dev.migrate.run.lock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Short names for long texts.
 */
public final class Fingerprint {

	private Fingerprint() {
	}

	/**
	 * Return the fingerprint of a text.
	 * @param text the text
	 * @param digits the number of digits, 64 at most
	 * @return the first hexadecimal digits of the text's SHA-256 hash
	 */
	public static String of(String text, int digits) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash).substring(0, digits);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
