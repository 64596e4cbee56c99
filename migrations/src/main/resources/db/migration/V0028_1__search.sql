-- Certificates are found by the beginning of any word of their names (docs/adr/0037).

-- Words are separated by spaces and the signs of RFC 4514; kinds of names are none.
CREATE FUNCTION search_words(text text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT string_to_array(replace(replace(replace(
        ' ' || translate(lower(text), E',+;<>"\t\r\n', '         '), ' dns:', ' '), ' ip:', ' '), ' email:', ' '), ' ')
$$;

CREATE FUNCTION search_text(subject text, names text[]) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(replace(subject || ' ' || array_to_string(names, ' '), '\', ''))
$$;

-- A word without the type of its attribute, and what follows each dot and each at sign in it: www.example.org is found
-- by example.org, too.
CREATE FUNCTION search_keys(subject text, names text[]) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS $$
DECLARE
    word text;
    key text;
    next integer;
    keys text[] := '{}';
BEGIN
    FOREACH word IN ARRAY public.search_words(replace(subject || ' ' || array_to_string(names, ' '), '\', '')) LOOP
        word := substr(word, position('=' IN word) + 1);
        key := left(word, 32);
        -- A common name is an alternative name, too.
        CONTINUE WHEN key = '' OR (key = word AND key = ANY (keys));
        LOOP
            keys := keys || key;
            next := position('.' IN translate(word, '@', '.'));
            EXIT WHEN next = 0 OR next = length(word);
            word := substr(word, next + 1);
            key := left(word, 32);
        END LOOP;
    END LOOP;
    RETURN array_to_tsvector(keys);
END $$;
COMMENT ON FUNCTION search_keys IS 'Where in its names a certificate can be found, 32 characters of each place.';

-- Of what somebody typed the last word may be the beginning of one; words before it are whole.
CREATE FUNCTION search_query(text text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(quote_literal(left(word, 32)) || CASE WHEN place = last THEN ':*' ELSE '' END, ' & '), '')::tsquery
    FROM (SELECT word, place, max(place) OVER () AS last
        FROM (SELECT substr(word, position('=' IN word) + 1) AS word, place
            FROM unnest(public.search_words(replace(text, '\', ''))) WITH ORDINALITY AS words (word, place)) AS bare
        WHERE word <> '') AS numbered
$$;

CREATE INDEX certificate_by_name ON certificate USING gin (search_keys(subject, names)) WITH (fastupdate = off);
