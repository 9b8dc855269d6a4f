package dev.migrate.change;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.migrate.change.AlterColumn.Aspect;
import dev.migrate.schema.Check;
import dev.migrate.schema.Column;
import dev.migrate.schema.EnumType;
import dev.migrate.schema.Expression;
import dev.migrate.schema.ForeignKey;
import dev.migrate.schema.ForeignKey.Action;
import dev.migrate.schema.Identity;
import dev.migrate.schema.Index;
import dev.migrate.schema.Namespace;
import dev.migrate.schema.PrimaryKey;
import dev.migrate.schema.QualifiedName;
import dev.migrate.schema.Sequence;
import dev.migrate.schema.SequenceOptions;
import dev.migrate.schema.Table;
import dev.migrate.schema.TablePart;
import dev.migrate.schema.UniqueKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Difference}.
 */
class DifferenceTests {

	private static final QualifiedName BOOK = QualifiedName.of("book");

	private static final Column TITLE = Column.of("title", "varchar(100)", true);

	private static final ForeignKey SHELF = ForeignKey.of("fk", List.of("shelf_id"), QualifiedName.of("shelf"),
			List.of("id"));

	static Stream<Arguments> changes() {
		Index index = Index.on("book_title", "title");
		return Stream.of(Arguments.of(Create.of(new Namespace("lib")), "lib schema", "nothing", "schema"),
				Arguments.of(Create.of(new EnumType(QualifiedName.of("kind"), List.of("A", "it's"))), "kind type",
						"nothing", "('A', 'it''s')"),
				Arguments.of(Create.of(new Sequence(new QualifiedName("lib", "seq"), 1, 50)), "lib.seq sequence",
						"nothing", "start 1 increment 50"),
				Arguments.of(
						Drop.of(Table.of(BOOK, List.of(TITLE))
							.withPrimaryKey(new PrimaryKey("pk", List.of("title")))
							.withUniqueKeys(List.of(new UniqueKey("uk", List.of("title"))))
							.withChecks(List.of(new Check("c", new Expression("title <> ''"))))
							.withComment("all")),
						"book table",
						"title varchar(100), primary key (title), unique key (title), check title <> '', comment 'all'",
						"nothing"),
				Arguments.of(
						Create.of(BOOK,
								new Column("title", TITLE.type(), false, new Expression("'x'"),
										new Identity(Identity.Mode.ALWAYS, 5L), Expression.NONE, "C", "its name")),
						"book.title column", "nothing",
						"varchar(100) not null default 'x' always increment 5 collate C comment 'its name'"),
				Arguments.of(Drop.of(BOOK, new PrimaryKey("pk", List.of("id", "no"))), "book primary key", "(id, no)",
						"nothing"),
				Arguments.of(
						new Replace(BOOK, new UniqueKey("uk", List.of("a")), new UniqueKey("uk", List.of("a", "b"))),
						"book unique key (a)", "(a)", "(a, b)"),
				Arguments.of(new Replace(BOOK, SHELF.withOnDelete(Action.CASCADE), SHELF),
						"book foreign key (shelf_id)", "(shelf_id) to shelf (id) on delete cascade",
						"(shelf_id) to shelf (id)"),
				Arguments.of(Create.of(BOOK, new Check("c", new Expression("a > 0"))), "book check", "nothing",
						"a > 0"),
				Arguments.of(new Replace(BOOK, index.withUnique(true).withWhere(new Expression("a > 0")), index),
						"book index (title)", "unique (title) where a > 0", "(title)"),
				Arguments.of(alter(Aspect.TYPE, TITLE.withType(Column.of("t", "text", true).type())), "book.title type",
						"varchar(100)", "text"),
				Arguments.of(alter(Aspect.NULLABILITY, TITLE.withNullable(false)), "book.title nullability", "null",
						"not null"),
				Arguments.of(alter(Aspect.DEFAULT, TITLE.withDefaultValue(new Expression("'x'"))), "book.title default",
						"nothing", "'x'"),
				Arguments.of(alter(Aspect.IDENTITY, TITLE.withIdentity(Identity.BY_DEFAULT)), "book.title identity",
						"nothing", "by default"),
				Arguments.of(
						alter(Aspect.FORMULA,
								TITLE.withGeneratedAs(new Expression("upper(name)"))
									.withStorage(Column.Storage.STORED)),
						"book.title generation expression", "nothing", "upper(name) stored"),
				Arguments.of(alter(Aspect.COLLATION, TITLE.withCollation("C")), "book.title collation", "nothing", "C"),
				Arguments.of(alter(Aspect.COMMENT, TITLE.withComment("nothing")), "book.title comment", "nothing",
						"'nothing'"),
				Arguments.of(new AlterTableComment(BOOK, "a", ""), "book comment", "'a'", "nothing"),
				Arguments.of(new AlterEnumType(new EnumType(BOOK, List.of("A")), new EnumType(BOOK, List.of("A", "B"))),
						"book type", "('A')", "('A', 'B')"),
				Arguments.of(
						new AlterSequence(new Sequence(BOOK, 1, 1),
								new Sequence(BOOK, 7, 50).withOptions(new SequenceOptions(1L, 9L, 20, true, "int"))),
						"book sequence", "increment 1", "increment 50 minimum 1 maximum 9 cache 20 cycle as int"),
				Arguments.of(new FillColumn(BOOK, TITLE, new Expression("1")), "book.title values", "nothing", "1"),
				Arguments.of(new RenameTable(BOOK, QualifiedName.of("tome")), "book name", "book", "tome"),
				Arguments.of(new RenameColumn(BOOK, "title", "name"), "book.title name", "title", "name"));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void everyChangeIsTwoDescriptionsOfOneThing(Change change, String thing, String current, String desired) {
		assertThat(change.difference()).isEqualTo(new Difference(thing, current, desired));
	}

	@Test
	void everyKindOfChangeIsTried() {
		Set<String> tried = changes().map((arguments) -> arguments.get()[0].getClass().getSimpleName())
			.collect(Collectors.toSet());
		assertThat(tried).containsExactlyInAnyOrderElementsOf(Arrays.stream(Change.Visitor.class.getMethods())
			.map((method) -> method.getParameterTypes()[0].getSimpleName())
			.toList());
	}

	@Test
	void nameOfPartIsNoPartOfDifference() {
		for (TablePart part : List.of(new PrimaryKey("a", List.of("id")), new UniqueKey("a", List.of("id")),
				Index.on("a", "id"), new Check("a", new Expression("id > 0")), SHELF)) {
			assertThat(Create.of(BOOK, part.withName("b")).difference()).isEqualTo(Create.of(BOOK, part).difference());
		}
	}

	@Test
	void defaultThatChangesWithTypeIsPartOfIt() {
		Column from = TITLE.withDefaultValue(new Expression("'1'"));
		Column to = Column.of("title", "integer", true).withDefaultValue(new Expression("1"));
		assertThat(new AlterColumn(BOOK, Aspect.TYPE, from, to).difference())
			.isEqualTo(new Difference("book.title type", "varchar(100) default '1'", "integer default 1"));
	}

	private static AlterColumn alter(Aspect aspect, Column to) {
		return new AlterColumn(BOOK, aspect, TITLE, to);
	}

}
