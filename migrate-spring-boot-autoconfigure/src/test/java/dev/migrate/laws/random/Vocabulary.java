package dev.migrate.laws.random;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrate.dialect.Dialect;
import dev.migrate.schema.Column;

/**
 * The names, types and features that random schemas of a product use. They are the same
 * for all products, except for the features that a product lacks.
 *
 * @param dialect the product's dialect
 * @param lacks the unsupported features
 */
public record Vocabulary(Dialect dialect, Set<Feature> lacks) {

	private static final List<String> PLAIN = List.of("product", "price", "name", "maker", "label", "stock", "note",
			"code", "city", "street", "amount", "weight", "colour", "size_of_it", "created_at", "parent", "child", "x",
			"y", "z1", "a_b", "_private");

	private static final List<String> HOSTILE = List.of("order", "user", "select", "table", "Mixed Case", "camelCase",
			"UPPER", "quo\"ted", "\"", "it's", "semi;colon", "dot.ted", "dol$lar", "$$", "${user.name}", "${",
			"{brace}", "per%cent %s", "ques?tion", "com,ma", "(paren)", "back`tick", "back\\slash", "back\\", "--dash",
			"/*star*/", "a/*b", "1digit", "é accent", "ß", "İ", "emoji \uD83D\uDE00", "x\"; drop table x; --",
			"'; drop table x; --", "null", "true", "#hash", "- item", "key: value", "yes", "@at", "<tag>", "&amp;",
			"]]>", "tab\there", "two  blanks", ":colon", "go", "\u65E5\u672C\u8A9E", "[bracket]",
			"a_name_that_is_longer_than_the_sixty_three_bytes_that_some_products_keep_of_it_before_they_cut",
			"ein_sehr_langer_n\u00E4me_mit_\u00FCml\u00E4uten_an_der_stelle_wo_geschnitten_w\u00FCrde_\u00E4\u00F6\u00FC");

	/**
	 * Return the vocabulary of a product.
	 * @param dialect the product's dialect
	 * @return the vocabulary
	 */
	public static Vocabulary of(Dialect dialect) {
		return new Vocabulary(dialect, switch (dialect.name()) {
			case "postgresql" -> EnumSet.noneOf(Feature.class);
			case "h2" -> EnumSet.of(Feature.ENUM_TYPES, Feature.CONDITIONS, Feature.INDEXED_EXPRESSIONS);
			case "hsqldb" -> EnumSet.complementOf(EnumSet.of(Feature.MOMENTS, Feature.FOREIGN_KEYS, Feature.SEQUENCES));
			case "mysql" -> EnumSet.complementOf(EnumSet.of(Feature.SAME_KEYS));
			case "mariadb", "sqlite" -> EnumSet.complementOf(EnumSet.of(Feature.MOMENTS, Feature.SAME_KEYS));
			default -> EnumSet.allOf(Feature.class);
		});
	}

	/**
	 * Return the storage of generated columns, as an entity specifies it.
	 * @return the storage; {@code null} if the product has only one
	 */
	Column.Storage storage() {
		return switch (this.dialect.name()) {
			case "postgresql", "mysql", "mariadb", "sqlite" -> Column.Storage.STORED;
			default -> null;
		};
	}

	boolean has(Feature feature) {
		return !this.lacks.contains(feature);
	}

	List<String> plainNames() {
		return PLAIN.stream().map(this::folded).toList();
	}

	List<String> hostileNames() {
		return has(Feature.HOSTILE_NAMES) ? HOSTILE : plainNames();
	}

	/**
	 * Fold a name as the catalog stores an unquoted one.
	 * @param name a name in lower case
	 * @return the name as the product folds it
	 */
	String folded(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		return this.dialect.ddl().identifiers().isPlain(upper) ? upper : name;
	}

	String sql(String name) {
		return this.dialect.ddl().identifiers().of(name);
	}

	/**
	 * A feature that some products lack.
	 */
	public enum Feature {

		/**
		 * Names of any characters and any length.
		 */
		HOSTILE_NAMES,

		/**
		 * Enumerated types with a name.
		 */
		ENUM_TYPES,

		/**
		 * Sequences.
		 */
		SEQUENCES,

		/**
		 * Other schemas.
		 */
		SCHEMAS,

		/**
		 * Partial indexes.
		 */
		CONDITIONS,

		/**
		 * Indexes on expressions.
		 */
		INDEXED_EXPRESSIONS,

		/**
		 * Generated columns.
		 */
		FORMULAS,

		/**
		 * Checks.
		 */
		CHECKS,

		/**
		 * Comments.
		 */
		COMMENTS,

		/**
		 * Adding and dropping identities outside of primary keys.
		 */
		FREE_IDENTITIES,

		/**
		 * Foreign keys.
		 */
		FOREIGN_KEYS,

		/**
		 * The current date and time as defaults, in standard SQL.
		 */
		MOMENTS,

		/**
		 * Unique keys on the columns of the primary key, in another order.
		 */
		SAME_KEYS

	}

}
