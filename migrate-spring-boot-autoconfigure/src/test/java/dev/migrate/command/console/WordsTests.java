package dev.migrate.command.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Words}.
 */
class WordsTests {

	@ParameterizedTest
	@ValueSource(ints = { 0x00, 0x07, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069 })
	void whatSteersATerminalIsLeftOut(int character) {
		assertThat(Words.harmless("a" + Character.toString(character) + "b")).isEqualTo("ab");
	}

	@Test
	void otherTextStays() {
		String text = "a\tb\nc é مرحبا \u200f 🚀";
		assertThat(Words.harmless(text)).isEqualTo(text);
	}

}
