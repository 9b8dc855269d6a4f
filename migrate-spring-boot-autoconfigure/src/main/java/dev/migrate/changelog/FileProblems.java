package dev.migrate.changelog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrate.ChangelogFormat;
import dev.migrate.ErrorCode;
import dev.migrate.MigrationFailedException;
import dev.migrate.changelog.revision.NewRevision;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Detects problems in a changelog file that its parser reports unclearly or not at all.
 */
final class FileProblems {

	static final Problem EMPTY = Problem.of("is empty; write a changeset into it, or delete it");

	private static final int CHUNK = 8192;

	/**
	 * Texts that are searched first, since the patterns are slow on large files.
	 */
	private static final List<String> MARKERS = List.of("<<<<<<<", ">>>>>>>", "|||||||");

	private static final Pattern MARKER = Pattern
		.compile("(?m)^(?:<<<<<<<|>>>>>>>|\\|\\|\\|\\|\\|\\|\\|)(?: .*)?\\r?$");

	private static final Pattern CONFLICT = Pattern
		.compile("(?ms)^<<<<<<<(?: [^\\r\\n]*)?\\r?$.*?^=======\\r?$.*?^>>>>>>>(?: [^\\r\\n]*)?\\r?$");

	private static final Pattern OTHER_ENCODING = Pattern
		.compile("(?i)^<\\?xml\\b[^>]*\\bencoding\\s*=\\s*[\"'](?!utf-8[\"'])");

	private static final Pattern SQL_COMMENTS = Pattern.compile("(?s)(?:\\s|--[^\\r\\n]*|/\\*.*?\\*/)*+");

	private final ResourceAccessor resources;

	FileProblems(ResourceAccessor resources) {
		this.resources = resources;
	}

	/**
	 * Find the reason why a file cannot be parsed.
	 * @param file the file that did not parse
	 * @return the problem; empty if only the parser knows it
	 */
	Optional<Problem> ofUnparsed(String file) {
		byte[] content = read(file);
		String text = new String(content, StandardCharsets.UTF_8);
		if (text.isBlank()) {
			return Optional.of(EMPTY);
		}
		if (MARKERS.stream().anyMatch(text::contains)) {
			Matcher marker = MARKER.matcher(text);
			if (marker.find()) {
				return Optional.of(conflict(text, marker.start()));
			}
		}
		return encoding(content, text);
	}

	/**
	 * Find content of a parsed file that is certainly unintended and that a run would
	 * send to the database or lose.
	 * @param file the file
	 * @return the problem; empty if there is none
	 */
	Optional<Problem> ofParsed(String file) {
		Optional<ChangelogFormat> format = ChangelogFormat.of(file);
		boolean sql = format.filter(ChangelogFormat.SQL::equals).isPresent();
		// In the other formats the parser fails on them.
		if (!sql && format.filter(ChangelogFormat.XML::equals).isEmpty()) {
			return Optional.empty();
		}
		byte[] content = read(file);
		String text = new String(content, StandardCharsets.UTF_8);
		if (MARKERS.stream().anyMatch(text::contains)) {
			Matcher conflict = CONFLICT.matcher(text);
			if (conflict.find()) {
				return Optional.of(conflict(text, conflict.start()));
			}
		}
		if (!sql || NewRevision.prefixOf(file).isEmpty()) {
			return Optional.empty();
		}
		boolean formatted = text.toLowerCase(Locale.ROOT).contains("liquibase formatted sql");
		if (!formatted && SQL_COMMENTS.matcher(text).matches()) {
			return Optional.of(Problem.of("has no statement; write a changeset into it, or delete it"));
		}
		return encoding(content, text);
	}

	private byte[] read(String file) {
		try (InputStream stream = this.resources.get(file).openInputStream()) {
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new MigrationFailedException(ErrorCode.FILE_UNREADABLE,
					"The changelog file " + file + " cannot be read: " + ex.getMessage() + ".", ex);
		}
	}

	private static Optional<Problem> encoding(byte[] content, String text) {
		if (OTHER_ENCODING.matcher(text).find()) {
			return Optional.empty();
		}
		if (isUtf16(content)) {
			// Some parsers honor such a mark, so that the encoding is not the problem.
			return text.contains("encoding=") ? Optional.of(Problem.of("is UTF-16; save it as UTF-8"))
					: Optional.empty();
		}
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		ByteBuffer bytes = ByteBuffer.wrap(content);
		CharBuffer chunk = CharBuffer.allocate(CHUNK);
		while (true) {
			CoderResult result = decoder.decode(bytes, chunk, true);
			if (result.isError()) {
				int line = line(content, bytes.position());
				return Optional.of(new Problem("is not UTF-8 (line " + line + "); save it as UTF-8", line));
			}
			if (result.isUnderflow()) {
				return Optional.empty();
			}
			chunk.clear();
		}
	}

	private static boolean isUtf16(byte[] content) {
		if (content.length < 2) {
			return false;
		}
		int mark = (content[0] & 0xFF) << 8 | content[1] & 0xFF;
		return mark == 0xFEFF || mark == 0xFFFE;
	}

	private static int line(byte[] content, int position) {
		int line = 1;
		for (int i = 0; i < position; i++) {
			if (content[i] == '\n') {
				line++;
			}
		}
		return line;
	}

	private static Problem conflict(String text, int position) {
		int line = (int) text.substring(0, position).chars().filter((letter) -> letter == '\n').count() + 1;
		return new Problem("has git merge markers (line " + line + "); resolve the conflict", line);
	}

	/**
	 * A problem of a file.
	 *
	 * @param text what is wrong and what to do, as the end of a sentence about the file
	 * @param line the line, starting at 1; {@code null} for the whole file
	 */
	record Problem(String text, @Nullable Integer line) {

		static Problem of(String text) {
			return new Problem(text, null);
		}

	}

}
