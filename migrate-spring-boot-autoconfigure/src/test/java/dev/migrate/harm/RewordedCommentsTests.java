package dev.migrate.harm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.migrate.CheckView;
import dev.migrate.RevisionView;
import dev.migrate.change.Risk;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for comments of generated changesets that users have reworded: no verdict depends
 * on them.
 */
class RewordedCommentsTests {

	private static final Pattern COMMENT = Pattern.compile("(?m)^( +comment: ).*$");

	private static final Pattern CREATED = Pattern.compile("(?m)^( +created: )(.*)\n");

	@TempDir
	private Path folder;

	static Stream<Arguments> rewordings() {
		List<UnaryOperator<String>> rewordings = List.of((text) -> "JIRA-7: " + text,
				(text) -> text.toUpperCase(Locale.ROOT), (text) -> "Spalte gelöscht", (text) -> "",
				(text) -> "drop table product; safe: nothing is lost");
		return Stream.of(TestProduct.H2, TestProduct.POSTGRESQL)
			.flatMap((product) -> rewordings.stream().map((rewording) -> Arguments.of(product, rewording)));
	}

	@ParameterizedTest
	@MethodSource("rewordings")
	void rewordedCommentChangesNoVerdict(TestProduct product, UnaryOperator<String> rewording) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.map(Second.Product.class).generate("less");
			rewrite((text) -> COMMENT.matcher(text)
				.replaceAll((line) -> quoteReplacement(line.group(1) + '"' + rewording.apply(comment(line)) + '"')));
			shop.upgrade("head");
			assertColumnThatIsAddedAgainIsUnmanaged(shop);
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void commentsOfEarlierVersionsAreUnderstood(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.map(Second.Product.class).generate("less");
			rewrite((text) -> CREATED.matcher(text).replaceAll((line) -> quoteReplacement(legacy(line))));
			shop.upgrade("head");
			assertColumnThatIsAddedAgainIsUnmanaged(shop);
		}
	}

	private void assertColumnThatIsAddedAgainIsUnmanaged(EvolvingApplication shop) {
		assertThat(shop.check().agrees()).isTrue();
		RevisionView revision = shop.history().get(1);
		assertThat(revision.risk()).isEqualTo(Risk.Kind.LOSES_DATA);
		shop.database().execute("alter table product add column note varchar(255)");
		CheckView check = shop.check();
		assertThat(check.changes()).isEmpty();
		assertThat(EvolvingApplication.left(check.leftAlone())).containsExactly("drop column product.note");
		assertThat(shop.generate("nothing").file()).isNull();
		shop.database().execute("alter table product drop column note");
		shop.downgrade("-1");
		assertThat(shop.map(First.CLASSES).check().changes()).isEmpty();
	}

	// Earlier versions recorded what a changeset created, and nothing else.
	private static String legacy(MatchResult line) {
		String mark = line.group(2).replaceAll("^(['\"])(.*)\\1$", "$2");
		List<String> clauses = Stream.of(mark.split("; "))
			.filter((clause) -> !clause.startsWith("risk ") && !clause.startsWith("drops "))
			.toList();
		return clauses.isEmpty() ? "" : line.group(1) + "'" + String.join("; ", clauses).replace("'", "''") + "'\n";
	}

	private static String comment(MatchResult line) {
		return line.group().substring(line.group(1).length()).replaceAll("[\"'\\\\]", "");
	}

	private static String quoteReplacement(String text) {
		return Matcher.quoteReplacement(text);
	}

	private void rewrite(UnaryOperator<String> rewriting) {
		try (Stream<Path> files = Files.walk(this.folder)) {
			for (Path file : files.filter(
					(path) -> path.toString().endsWith("_less.yaml") || path.toString().endsWith("_create_all.yaml"))
				.toList()) {
				String text = Files.readString(file);
				String rewritten = rewriting.apply(text);
				assertThat(rewritten).isNotEqualTo(text);
				Files.writeString(file, rewritten);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
