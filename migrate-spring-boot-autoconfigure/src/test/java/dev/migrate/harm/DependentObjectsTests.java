package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import dev.migrate.CannotProceedException;
import dev.migrate.GeneratedView;
import dev.migrate.MigrationFailedException;
import dev.migrate.RevisionState;
import dev.migrate.RevisionView;
import dev.migrate.testing.TestProduct;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for changes of columns that other objects depend on, in cases in which these
 * cannot simply be recreated.
 */
class DependentObjectsTests {

	@TempDir
	private Path folder;

	private EvolvingApplication shop;

	@BeforeEach
	void createApplication() {
		this.shop = new EvolvingApplication(TestProduct.POSTGRESQL, this.folder).init().map(Note.class);
	}

	@AfterEach
	void closeApplication() {
		this.shop.close();
	}

	@Test
	void domainIsItsBaseType() {
		this.shop.database()
			.execute("create domain wide as varchar(100)", "create domain heading as wide check (value <> '')",
					"create table note (id bigint primary key, title heading)");
		assertThat(this.shop.check().changes()).isEmpty();
		this.shop.map(LongNote.class);
		assertUnchanged(() -> assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> this.shop.generate("longer"))
			.withMessageContaining("Cannot change type of note.title from character varying(100) to character"
					+ " varying(200) because of domain heading."));
	}

	@Test
	void viewInAnInvisibleSchemaIsNamed() {
		String owner = "owner_" + this.shop.database().url().replaceAll(".*/|\\?.*", "");
		this.shop.release("notes");
		this.shop.database()
			.execute("create schema hidden", "create view hidden.report as select title from note",
					"create role " + owner + " login", "grant all on schema public to " + owner,
					"alter table note owner to " + owner, "grant all on databasechangelog to " + owner);
		EvolvingApplication limited = this.shop.as(owner).map(LongNote.class);
		assertUnchanged(() -> assertThatExceptionOfType(CannotProceedException.class)
			.isThrownBy(() -> limited.generate("longer"))
			.withMessageContaining("because of view hidden.report."));
		this.shop.database()
			.execute("reassign owned by " + owner + " to current_user", "drop owned by " + owner, "drop role " + owner);
	}

	@Test
	void failureToCreateAnObjectAgainUndoesItsUnit() {
		this.shop.release("notes");
		this.shop.database()
			.execute("insert into note values (1, '13')",
					"create view title_or_none as select coalesce(title, 'none') from note",
					"create index title_by_hand on note (title)");
		this.shop.map(NumberedNote.class);
		this.shop.generate("number");
		assertUnchanged(() -> assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> this.shop.upgrade("head"))
			.withMessageContaining("COALESCE types bigint and character varying cannot be matched"));
		assertThat(this.shop.status().revisions()).extracting(RevisionView::state)
			.containsExactly(RevisionState.APPLIED, RevisionState.PENDING);
	}

	@Test
	@Tag("long")
	void moreObjectsThanLocksStopTheirUnit() {
		this.shop.release("notes");
		this.shop.database()
			.execute(IntStream.range(0, 10_000)
				.mapToObj((number) -> "create view v" + number + " as select title from note")
				.toArray(String[]::new));
		List<String> before = this.shop.oracle();
		this.shop.map(LongNote.class);
		GeneratedView generated = this.shop.generate("longer");
		assertThat(generated.notes()).anyMatch((note) -> note.contains("view v0") && note.contains("9990 more"));
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.shop.upgrade("head"))
			.withMessageContaining("max_locks_per_transaction");
		assertThat(this.shop.oracle()).isEqualTo(before);
		this.shop.database()
			.execute(
					IntStream.range(1_000, 10_000).mapToObj((number) -> "drop view v" + number).toArray(String[]::new));
		List<String> fewer = this.shop.oracle();
		this.shop.upgrade("head");
		this.shop.downgrade("-1");
		assertThat(this.shop.oracle()).isEqualTo(fewer);
	}

	private void assertUnchanged(Runnable action) {
		List<String> before = this.shop.oracle();
		action.run();
		assertThat(this.shop.oracle()).isEqualTo(before);
	}

	@Entity(name = "note")
	static class Note {

		@Id
		long id;

		@Column(length = 100)
		String title;

	}

	@Entity(name = "note")
	static class LongNote {

		@Id
		long id;

		@Column(length = 200)
		String title;

	}

	@Entity(name = "note")
	static class NumberedNote {

		@Id
		long id;

		Long title;

	}

}
