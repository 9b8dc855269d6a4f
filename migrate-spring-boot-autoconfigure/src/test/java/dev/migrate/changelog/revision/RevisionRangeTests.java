package dev.migrate.changelog.revision;

import java.util.List;
import java.util.Set;

import dev.migrate.CannotProceedException;
import dev.migrate.RevisionPhase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RevisionRange}.
 */
class RevisionRangeTests {

	private final Revision one = revision("one");

	private final Revision two = revision("two", "one");

	private final Revision three = revision("three", "two");

	private final Revision four = revision("four", "three");

	private final RevisionGraph line = RevisionGraph.of(List.of(this.one, this.two, this.three, this.four));

	@ParameterizedTest
	@CsvSource({ "two:three, two three", "two:, two three four", ":two, one two", ":, one two three four",
			"base:two, one two", "two:two, two", "base:base, ''", "two:+1, two three", "-1:head, three four",
			"-1:, three four", ":+2, one two", "current:, two three four", ":current, one two", "current:+1, two three",
			"-1:current, one two", "-1:+1, one two three", "current-1:current+1, one two three",
			" two : three , two three" })
	void rangeIncludesBothEnds(String text, String ids) {
		assertThat(ids(range(text).revisions())).isEqualTo(ids);
	}

	@Test
	void stepsExcludeTheAncestorsOfTheStart() {
		RevisionRange range = range("two:four");
		assertThat(range.from()).containsExactly(this.two);
		assertThat(range.to()).containsExactly(this.four);
		assertThat(range.steps()).containsExactly(this.three, this.four);
		assertThat(range("two:two").steps()).isEmpty();
		assertThat(range(":two").steps()).containsExactly(this.one, this.two);
		assertThat(range(":two").from()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "head:-1, three, four", "four:two, two, three four", "two:base, '', one two",
			"head:, '', one two three four", ":three, three, four" })
	void downgradeRangeIsParsed(String text, String from, String steps) {
		RevisionRange range = RevisionRange.parseDown(text, this.line, List.of());
		assertThat(ids(range.from())).isEqualTo(from);
		assertThat(ids(range.steps())).isEqualTo(steps);
	}

	@Test
	void stepsToAMergeIncludeTheOtherBranch() {
		Revision other = revision("other", "one");
		Revision merge = revision("merge", "two", "other");
		RevisionGraph graph = RevisionGraph.of(List.of(this.one, this.two, other, merge));
		RevisionRange range = RevisionRange.parse("two:merge", graph, List.of());
		assertThat(range.revisions()).containsExactly(this.two, merge);
		assertThat(range.steps()).containsExactly(other, merge);
		assertThat(RevisionRange.parse("one:", graph, List.of()).revisions()).hasSize(4);
		refused("two:other", graph, "other does not build on two; specify two revisions of one line.");
	}

	@Test
	void reversedEndsAreReported() {
		refused("three:two", this.line, "The range 'three:two' is empty: two does not build on three; swap the two.");
		refused("three:base", this.line, "base does not build on three; swap the two.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two", "one:two:three", "two::three" })
	void invalidRangeIsReported(String text) {
		assertThat(RevisionRange.isRange(text)).isFalse();
		refused(text, this.line, "'" + text + "' is no range of revisions; a range is A:B, A: or :B");
	}

	@Test
	void unknownEndIsReported() {
		refused("two:nowhere", this.line, "'nowhere'");
		refused("two:+7", this.line, "'two+7' reaches beyond head");
	}

	@Test
	void doubleColonIsPartOfAnId() {
		Revision old = revision("old.xml::1::ann");
		RevisionGraph graph = RevisionGraph.of(List.of(old, revision("new", old.id())));
		assertThat(RevisionRange.parse("old.xml::1::ann:new", graph, List.of()).revisions()).hasSize(2);
	}

	@Test
	void emptyChangelogHasAnEmptyRange() {
		assertThat(RevisionRange.parse(":", RevisionGraph.of(List.of()), List.of()).revisions()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "current:, true", ":current, true", "current-2:head, true", "-1:+1, true", "-1:head, false",
			"two:+1, false", ":, false", "currently:, false", "api@current:, true", "api@-1:api@head, true",
			"api@head-1:, false" })
	void databaseIsNeededForReferencesRelativeToCurrent(String text, boolean needed) {
		assertThat(RevisionRange.needsDatabase(text)).isEqualTo(needed);
	}

	private RevisionRange range(String text) {
		return RevisionRange.parse(text, this.line, List.of(this.one, this.two));
	}

	private static void refused(String text, RevisionGraph graph, String message) {
		assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> RevisionRange.parse(text, graph, List.of()))
			.withMessageContaining(message);
	}

	private static String ids(List<Revision> revisions) {
		return String.join(" ", revisions.stream().map(Revision::id).toList());
	}

	private static Revision revision(String id, String... parents) {
		Changeset changeset = new Changeset(id + ".1", "ada", "v/" + id, null, false, false, null, Set.of());
		return new Revision(id, "", null, List.of(parents), List.of(), List.of(), "v/" + id, List.of(),
				RevisionPhase.BEFORE_START, List.of(changeset));
	}

}
