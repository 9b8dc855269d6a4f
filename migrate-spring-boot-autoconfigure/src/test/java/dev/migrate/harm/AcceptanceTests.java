package dev.migrate.harm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import dev.migrate.AcceptedDifference;
import dev.migrate.AcceptedView;
import dev.migrate.Answers;
import dev.migrate.CannotProceedException;
import dev.migrate.CheckRequest;
import dev.migrate.CheckView;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.IncludeAccepted;
import dev.migrate.MigrationFailedException;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.ProductsWith;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that accepted differences are left as they are, and that each of them holds for
 * exactly what it describes.
 */
class AcceptanceTests {

	private static final String FILE = "db/changelog/versions-accepted-differences.jsonl";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ProductsWith({})
	void acceptedDifferencesAreLeftOut(TestProduct product) {
		try (EvolvingApplication shop = released(product)) {
			shop.database()
				.execute("alter table shelf add legacy integer", "create index shelf_legacy on shelf (legacy)");
			shop.map(LongShelf.class, LongBook.class, Genre.class);
			CheckView before = shop.check();
			assertThat(before.agrees()).isFalse();
			assertThat(before.accepted()).isEqualTo(AcceptedView.NONE);
			CheckView dry = shop.migrations().check(new CheckRequest(true, List.of(), true, null));
			assertThat(this.folder.resolve(FILE)).doesNotExist();
			CheckView accepting = shop.migrations().check(CheckRequest.accepting());
			assertThat(accepting.accepted()).isEqualTo(dry.accepted());
			assertThat(accepting.accepted().file()).isEqualTo(this.folder.resolve(FILE));
			assertThat(things(accepting.accepted().added())).contains("book.title type", "book index (title)",
					"genre table", "shelf.legacy column", "shelf index (legacy)");
			assertThat(accepting.agrees()).isTrue();
			CheckView after = shop.check();
			assertThat(after.agrees()).isTrue();
			assertThat(after.changes()).isEmpty();
			assertThat(after.leftAlone()).isEmpty();
			assertThat(after.accepted().unlisted()).isEqualTo(accepting.accepted().added().size());
			assertThat(after.accepted().outdated()).isEmpty();
			assertThat(after.accepted().file()).isNull();
			GeneratedView generated = shop.generate("nothing");
			assertThat(generated.file()).isNull();
			assertThat(generated.leftAlone()).isEmpty();
			assertThat(generated.accepted()).isEqualTo(after.accepted().unlisted());
			assertThat(shop.migrations().check(CheckRequest.accepting()).accepted().added()).isEmpty();
			System.out.printf("Accepted differences on %s: %d of %d changes and %d objects left alone%n", product,
					after.accepted().unlisted(), before.changes().size(), before.leftAlone().size());
		}
	}

	@ParameterizedTest
	@ProductsWith({})
	void thingThatChangesAgainIsNewDifference(TestProduct product) {
		try (EvolvingApplication shop = released(product).map(Shelf.class, LongBook.class)) {
			shop.migrations().check(CheckRequest.accepting());
			shop.map(Shelf.class, LongerBook.class);
			CheckView check = shop.check();
			assertThat(EvolvingApplication.changes(check.changes())).singleElement()
				.asString()
				.startsWith("change type of book.title from ");
			assertThat(things(check.accepted().outdated())).containsExactly("book.title type");
			assertThat(shop.release("title").changes()).hasSize(1);
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@ParameterizedTest
	@ProductsWith({})
	void acceptedDifferencesAreGeneratedByTable(TestProduct product) {
		try (EvolvingApplication shop = released(product).map(LongShelf.class, LongBook.class)) {
			shop.migrations().check(CheckRequest.accepting());
			GeneratedView generated = shop.migrations().generate(including(IncludeAccepted.of(List.of("book"))));
			assertThat(EvolvingApplication.changes(generated.changes())).isNotEmpty()
				.allMatch((change) -> change.contains("book"));
			assertThat(generated.accepted()).isPositive();
			shop.upgrade("head");
			CheckView check = shop.check();
			assertThat(check.agrees()).isTrue();
			assertThat(things(check.accepted().outdated())).contains("book.title type", "book index (title)");
			CheckView forgetting = shop.migrations().check(CheckRequest.forgetting("book"));
			assertThat(things(forgetting.accepted().removed())).contains("book.title type", "book index (title)");
			assertThat(forgetting.accepted().outdated()).isEmpty();
			assertThat(shop.migrations().generate(including(IncludeAccepted.ALL)).accepted()).isZero();
			shop.upgrade("head");
			assertThat(shop.check().accepted().unlisted()).isZero();
		}
	}

	@ParameterizedTest
	@ProductsWith({})
	void foreignKeyIsNotRecreatedForAcceptedType(TestProduct product) {
		try (EvolvingApplication shop = released(product).map(WideShelf.class, OnWideShelf.class)) {
			// SQLite changes the type of a column under its foreign key.
			List<String> before = EvolvingApplication.changes(shop.check().changes());
			shop.migrations().check(CheckRequest.accepting());
			CheckView check = shop.check();
			assertThat(EvolvingApplication.changes(check.changes())).isEmpty();
			assertThat(check.agrees()).isTrue();
			shop.map(WideShelf.class, OnWideShelfWithNote.class);
			assertThat(EvolvingApplication.changes(shop.release("note").changes()))
				.containsExactly("add column book.note");
			assertThat(shop.check().agrees()).isTrue();
			shop.migrations().check(CheckRequest.forgetting("book.shelf_id"));
			assertThat(EvolvingApplication.changes(shop.check().changes()))
				.containsExactlyElementsOf(before.stream().filter((change) -> change.contains("shelf_id")).toList());
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void reasonSurvivesRewrite(TestProduct product) throws Exception {
		try (EvolvingApplication shop = released(product).map(LongShelf.class, LongBook.class)) {
			shop.migrations().check(CheckRequest.accepting());
			Path file = this.folder.resolve(FILE);
			List<String> lines = Files.readAllLines(file);
			assertThat(lines.get(0)).isEqualTo("{\"product\": \"" + product.name().toLowerCase(Locale.ROOT) + "\"}");
			assertThat(lines.subList(1, lines.size())).isSorted();
			Files.writeString(file,
					String.join("\n", lines).replace("\"reason\": \"\"", "\"reason\": \"it is \\\"fine\\\"\""));
			shop.map(LongShelf.class, LongerBook.class, Genre.class);
			CheckView check = shop.migrations().check(CheckRequest.accepting());
			assertThat(things(check.accepted().removed())).containsExactly("book.title type");
			assertThat(things(check.accepted().added())).containsExactly("book.title type", "genre table");
			assertThat(check.accepted().added()).extracting(AcceptedDifference::reason)
				.containsExactly("it is \"fine\"", "");
			assertThat(Files.readAllLines(file)).hasSize(lines.size() + 1)
				.filteredOn((line) -> line.endsWith("\"reason\": \"\"}"))
				.hasSize(1);
			assertThat(shop.check().accepted().outdated()).isEmpty();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void changeThatNeedsMissingThingIsRefused(TestProduct product) {
		try (EvolvingApplication shop = released(product).map(Shelf.class, Book.class, Genre.class)) {
			shop.migrations().check(CheckRequest.accepting());
			shop.map(Shelf.class, BookOfGenre.class, Genre.class);
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> shop.generate("genre"))
				.satisfies((ex) -> assertThat(ex.getMessage().toLowerCase(Locale.ROOT)).isEqualTo(
						"cannot add foreign key book (genre_id) to genre: it is accepted that genre table does not exist."
								+ " nothing was written. use --include-accepted=genre to create both."));
			shop.migrations().generate(including(IncludeAccepted.of(List.of("genre"))));
			shop.upgrade("head");
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void acceptedObjectIsDroppedIfRequested(TestProduct product) {
		try (EvolvingApplication shop = released(product)) {
			shop.database().execute("alter table shelf add column legacy integer");
			shop.migrations().check(CheckRequest.accepting());
			assertThat(shop.generate("nothing").file()).isNull();
			GeneratedView generated = shop.release("drop", Answers.NONE.withDrops(List.of("shelf.legacy")));
			assertThat(EvolvingApplication.changes(generated.changes())).containsExactly("drop column shelf.legacy");
		}
	}

	@Test
	void unknownNamesAreRefused() {
		try (EvolvingApplication shop = released(TestProduct.H2)) {
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> shop.migrations().check(CheckRequest.forgetting("book")))
				.withMessageContaining("--forget book matches no accepted difference: there are none in ");
			shop.map(LongShelf.class, LongBook.class).migrations().check(CheckRequest.accepting());
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> shop.migrations().check(CheckRequest.forgetting("boo")))
				.withMessageContaining("--forget boo matches no accepted difference");
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> shop.migrations().generate(including(IncludeAccepted.of(List.of("boo")))))
				.withMessageContaining("--include-accepted=boo matches no accepted difference");
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	@Test
	void pendingRevisionIsNotAccepted() {
		try (EvolvingApplication shop = released(TestProduct.H2).map(LongShelf.class, LongBook.class)) {
			shop.generate("pending");
			assertThatExceptionOfType(CannotProceedException.class)
				.isThrownBy(() -> shop.migrations().check(CheckRequest.accepting()))
				.withMessageContaining("1 revision is pending; run upgrade first");
		}
	}

	@Test
	void brokenFileIsRefused() throws Exception {
		try (EvolvingApplication shop = released(TestProduct.H2).map(LongShelf.class, LongBook.class)) {
			shop.migrations().check(CheckRequest.accepting());
			Path file = this.folder.resolve(FILE);
			String whole = Files.readString(file);
			int lines = (int) whole.lines().count();
			assertRefused(shop, whole + "<<<<<<< HEAD\n", "has git merge markers (line " + (lines + 1) + ")");
			assertRefused(shop, whole + "not a difference\n", "no accepted difference (line " + (lines + 1) + ")");
			assertRefused(shop, whole + whole.lines().toList().get(1) + "\n",
					"repeats line 2 (line " + (lines + 1) + ")");
			assertRefused(shop, whole.replace("{\"product\": \"h2\"}", "{\"product\": \"postgresql\"}"),
					"a postgresql database, and this one is h2 (line 1)");
			Files.writeString(file, whole);
			assertThat(shop.check().agrees()).isTrue();
		}
	}

	private void assertRefused(EvolvingApplication shop, String text, String message) throws Exception {
		Path file = this.folder.resolve(FILE);
		Files.writeString(file, text);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(shop::check)
			.withMessageContainingAll(file.toString(), message);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> shop.generate("x"));
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> shop.migrations().check(CheckRequest.accepting()));
		assertThat(file).hasContent(text);
	}

	private EvolvingApplication released(TestProduct product) {
		EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(Shelf.class, Book.class);
		shop.release("shelves");
		return shop;
	}

	private static GenerateRequest including(IncludeAccepted accepted) {
		return new GenerateRequest("clean up", null, null, Answers.NONE, false).including(accepted);
	}

	private static List<String> things(List<AcceptedDifference> differences) {
		return differences.stream().map((difference) -> difference.thing().toLowerCase(Locale.ROOT)).toList();
	}

	@Entity(name = "shelf")
	static class Shelf {

		@Id
		int id;

		String place;

	}

	@Entity(name = "shelf")
	static class LongShelf {

		@Id
		int id;

		@Column(length = 300)
		String place;

	}

	@Entity(name = "shelf")
	static class WideShelf {

		@Id
		long id;

		String place;

	}

	@Entity(name = "book")
	static class Book {

		@Id
		int id;

		String title;

		@ManyToOne
		Shelf shelf;

	}

	@Entity(name = "book")
	@Table(name = "book", indexes = @Index(name = "book_title", columnList = "title"))
	static class LongBook {

		@Id
		int id;

		@Column(length = 300)
		String title;

		@Column(name = "shelf_id")
		Integer shelf;

	}

	@Entity(name = "book")
	@Table(name = "book", indexes = @Index(name = "book_title", columnList = "title"))
	static class LongerBook {

		@Id
		int id;

		@Column(length = 400)
		String title;

		@Column(name = "shelf_id")
		Integer shelf;

	}

	@Entity(name = "book")
	static class OnWideShelf {

		@Id
		int id;

		String title;

		@ManyToOne
		WideShelf shelf;

	}

	@Entity(name = "book")
	static class OnWideShelfWithNote {

		@Id
		int id;

		String title;

		String note;

		@ManyToOne
		WideShelf shelf;

	}

	@Entity(name = "book")
	static class BookOfGenre {

		@Id
		int id;

		String title;

		@ManyToOne
		Shelf shelf;

		@ManyToOne
		Genre genre;

	}

	@Entity(name = "genre")
	static class Genre {

		@Id
		int id;

	}

}
