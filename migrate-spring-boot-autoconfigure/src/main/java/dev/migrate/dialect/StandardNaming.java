package dev.migrate.dialect;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The naming of a product whose own generated names differ from one database to the next:
 * a prefix for the kind of object, the table and the columns.
 */
public class StandardNaming implements Naming {

	/**
	 * The characters that are reserved for the hash of a truncated name and for a number.
	 */
	private static final int RESERVE = 20;

	private final UnaryOperator<String> letterCase;

	private final int maxLength;

	private final int limit;

	/**
	 * Create the naming of a product.
	 * @param letterCase brings a prefix into the case of unquoted names
	 * @param maxLength the maximum length of a name
	 */
	public StandardNaming(UnaryOperator<String> letterCase, int maxLength) {
		this.letterCase = letterCase;
		this.maxLength = maxLength;
		this.limit = maxLength - RESERVE;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * Most products reject names that are too long and never truncate them.
	 */
	@Override
	public String clip(String name) {
		return name;
	}

	@Override
	public boolean isUniqueInSchema(Kind kind) {
		return true;
	}

	@Override
	public final boolean fits(String name) {
		return name.length() <= this.maxLength;
	}

	@Override
	public final String choose(Kind kind, String table, List<String> columns, Predicate<String> taken) {
		String prefix = switch (kind) {
			case PRIMARY_KEY -> "pk_";
			case UNIQUE_KEY -> "uk_";
			case FOREIGN_KEY -> "fk_";
			case CHECK -> "ck_";
			case INDEX -> "ix_";
		};
		String columnsText = (kind == Kind.PRIMARY_KEY || columns.isEmpty()) ? "" : "_" + String.join("_", columns);
		String name = shorten(this.letterCase.apply(prefix) + table + columnsText);
		String chosen = name;
		for (int i = 1; taken.test(chosen); i++) {
			chosen = name + "_" + i;
		}
		return chosen;
	}

	/**
	 * Truncate a generated name that is too long, and append a hash to keep it unique.
	 * @param name the name
	 * @return the name, truncated if necessary
	 */
	protected String shorten(String name) {
		return (name.length() <= this.limit) ? name : name.substring(0, this.limit) + hash(name);
	}

	/**
	 * Return the suffix of a truncated name.
	 * @param name the whole name
	 * @return an underscore and the hash of the name
	 */
	protected final String hash(String name) {
		return "_" + this.letterCase.apply(Integer.toHexString(name.hashCode()));
	}

}
