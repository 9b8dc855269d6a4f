package dev.migrate.harm;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import dev.migrate.Answers;
import dev.migrate.CannotProceedException;
import dev.migrate.ChangeView;
import dev.migrate.ChangeView.LeftAloneView;
import dev.migrate.ChangesetView;
import dev.migrate.GenerateRequest;
import dev.migrate.GeneratedView;
import dev.migrate.change.Risk;
import dev.migrate.testing.EssentialProducts;
import dev.migrate.testing.TestProduct;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that unmanaged objects are dropped on request, and restored by a downgrade.
 */
class DropTests {

	private static final String[] BY_HAND = { "alter table product add legacy varchar(20)",
			"create index by_hand_idx on product (price)",
			"alter table product add constraint by_hand_check check (price >= 0)",
			"alter table product add constraint by_hand_key unique (name, price)",
			"create sequence somebodys_seq start with 7",
			"create table guild (id bigint primary key, note varchar(20) not null, maker_id bigint references maker (id))",
			"create index guild_note_idx on guild (note)" };

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EssentialProducts
	void reportedOptionDropsReportedObject(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.byHand(BY_HAND);
			List<String> before = shop.oracle();
			List<LeftAloneView> left = shop.check().leftAlone();
			assertThat(left.stream().map((view) -> view.option().toLowerCase(Locale.ROOT))).containsExactlyInAnyOrder(
					"--drop product.legacy", "--drop 'index product.by_hand_idx'",
					"--drop 'check product.by_hand_check'", "--drop 'unique key product.by_hand_key'",
					"--drop somebodys_seq", "--drop guild");
			for (LeftAloneView view : left) {
				GeneratedView generated = generate(shop, named(view.option()));
				assertThat(generated.changes().stream().map(ChangeView::description)).contains(view.description());
				shop.upgrade("head");
				assertThat(shop.oracle()).isNotEqualTo(before);
				assertThat(shop.check().leftAlone()).hasSize(left.size() - 1)
					.extracting(LeftAloneView::description)
					.doesNotContain(view.description());
				shop.downgrade("-1");
				assertThat(shop.oracle()).isEqualTo(before);
				shop.files().delete(this.folder.relativize(generated.file()).toString());
			}
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void dropThatLosesRowsHasItsOwnChangesetAndComment(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.byHand(BY_HAND);
			shop.database().execute("insert into guild values (1, 'kept', null)");
			GeneratedView generated = generate(shop, "GUILD", "Product.Legacy");
			assertThat(EvolvingApplication.changes(generated.changes())).containsExactly(
					"drop foreign key guild (maker_id) to maker", "drop index guild_note_idx on guild (note)",
					"drop column product.legacy", "drop table guild");
			assertThat(generated.changes()).extracting(ChangeView::risk)
				.containsExactly(Risk.Kind.BREAKS_RUNNING_VERSION, Risk.Kind.SAFE, Risk.Kind.LOSES_DATA,
						Risk.Kind.LOSES_DATA);
			List<ChangesetView> changesets = shop.history().get(shop.history().size() - 1).changesets();
			assertThat(changesets).hasSize((product == TestProduct.POSTGRESQL) ? 3 : 4);
			assertThat(changesets.get(changesets.size() - 1).comment())
				.containsIgnoringCase("drop table guild; loses data");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void usedObjectIsDroppedWithItsDependents(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.byHand(BY_HAND);
			shop.byHand("create index legacy_idx on product (legacy)");
			int files = shop.history().size();
			assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> generate(shop, "product.legacy"))
				.satisfies((ex) -> assertThat(ex.getMessage()).isEqualToIgnoringCase(
						"Cannot drop column product.legacy: it is still used by index product.legacy_idx. Nothing was"
								+ " written. Use --drop product.legacy --drop 'index product.legacy_idx' to drop all"
								+ " of it."));
			assertThat(shop.history()).hasSize(files);
			assertThat(
					EvolvingApplication.changes(generate(shop, "product.legacy", "index product.legacy_idx").changes()))
				.containsExactly("drop index legacy_idx on product (legacy)", "drop column product.legacy");
		}
	}

	@ParameterizedTest
	@EssentialProducts
	void invalidDropIsRejected(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.byHand(BY_HAND);
			int files = shop.history().size();
			assertRejected(shop, "nothing.like_it", "--drop nothing.like_it matches nothing in the database:"
					+ " check lists what can be dropped. Nothing was written.");
			assertRejected(shop, "product.price",
					"The column product.price is mapped by an entity: remove the mapping before you use --drop."
							+ " Nothing was written.");
			assertRejected(shop, "guild.note",
					"The column guild.note belongs to a table that no entity maps: use --drop guild"
							+ " to drop the table. Nothing was written.");
			assertRejected(shop, "maker",
					"The table maker is mapped by an entity: remove the mapping before you use --drop. Nothing was"
							+ " written.");
			assertThat(shop.history()).hasSize(files);
		}
	}

	@ParameterizedTest
	@EnumSource
	void referencedTableIsDroppedWithForeignKey(TestProduct product) {
		try (EvolvingApplication shop = new EvolvingApplication(product, this.folder).init().map(First.CLASSES)) {
			shop.release("create all");
			shop.byHand("create table land (id bigint primary key)",
					"create table town (id bigint primary key, land_id bigint, constraint town_land_fk foreign key (land_id) references land (id))");
			LeftAloneView land = shop.check()
				.leftAlone()
				.stream()
				.filter((left) -> left.description().equalsIgnoreCase("drop table land"))
				.findFirst()
				.orElseThrow();
			assertThat(land.option()).isEqualToIgnoringCase("--drop land --drop 'foreign key town.town_land_fk'");
			assertThat(EvolvingApplication.changes(generate(shop, "land", "foreign key town.town_land_fk").changes()))
				.containsExactly("drop foreign key town (land_id) to land", "drop table land");
			shop.upgrade("head");
			assertThat(EvolvingApplication.left(shop.check().leftAlone())).containsExactly("drop table town");
		}
	}

	private static void assertRejected(EvolvingApplication shop, String name, String message) {
		assertThatExceptionOfType(CannotProceedException.class).isThrownBy(() -> generate(shop, name))
			.satisfies((ex) -> assertThat(ex.getMessage()).isEqualToIgnoringCase(message));
	}

	private static GeneratedView generate(EvolvingApplication shop, String... drops) {
		Answers answers = Answers.NONE.withDrops(List.of(drops));
		return shop.migrations().generate(new GenerateRequest("drop", null, null, answers, false));
	}

	private static String named(String option) {
		return option.replaceFirst("--drop ", "").replace("'", "");
	}

}
